package io.molspectra.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table hold SMILES and names.
 *
 * @param smiles name of the column of SMILES; null for the first that is called like one
 * @param id name of the column of names; null for the first that is called like one, if there is
 *     any
 */
public record SmilesColumns(@Nullable String smiles, @Nullable String id) {

  private static final List<String> SMILES =
      List.of("smiles", "canonical_smiles", "isomeric_smiles", "smi");
  private static final int MOST_SHOWN = 50;
  private static final int LONGEST_SHOWN = 60;

  private static final List<String> IDS =
      List.of("id", "name", "title", "mol_id", "compound_id", "cid", "chembl_id", "zinc_id");

  /** Both by their usual names. */
  public static SmilesColumns usual() {
    return new SmilesColumns(null, null);
  }

  /**
   * Where they are.
   *
   * @param smiles index of the column
   * @param id index of the column, -1 if there is none
   */
  public record Places(int smiles, int id) {}

  /**
   * Finds the columns in a header.
   *
   * @throws IllegalArgumentException if one that was named is not there, nothing looks like SMILES,
   *     or two columns are called alike; the message tells the columns there are
   */
  public Places in(Path file, List<String> header) {
    int smilesAt = smiles == null ? usual(header, SMILES) : named(file, header, smiles);
    if (smilesAt < 0) {
      throw new IllegalArgumentException(
          "%s: none of its columns %s is called %s; name the one of the SMILES in SmilesColumns"
              .formatted(file, shown(header), String.join(" or ", SMILES)));
    }
    int idAt = id == null ? usual(header, IDS) : named(file, header, id);
    requireOne(file, header, smilesAt, smiles != null, "--smiles-column");
    if (idAt >= 0) {
      requireOne(file, header, idAt, id != null, "--id-column");
    }
    return new Places(smilesAt, idAt);
  }

  /** A column that was not named is found whatever its case, and so is one that is like it. */
  private static void requireOne(
      Path file, List<String> header, int at, boolean named, String option) {
    String name = header.get(at);
    if (header.indexOf(name) != header.lastIndexOf(name)) {
      throw new IllegalArgumentException(
          "%s has two columns called '%s': which is meant? Rename the other".formatted(file, name));
    }
    List<String> alike =
        header.stream().filter(other -> other.strip().equalsIgnoreCase(name.strip())).toList();
    if (!named && alike.size() > 1) {
      throw new IllegalArgumentException(
          "%s has the columns %s: which is meant? Name it with %s"
              .formatted(file, shown(alike), option));
    }
  }

  /** The names as far as anybody reads them: an unclosed quote makes all of a file one name. */
  private static String shown(List<String> header) {
    String names =
        header.stream()
            .limit(MOST_SHOWN)
            .map(name -> name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) : name)
            .map(name -> name.replaceAll("\\p{Cntrl}", "?"))
            .collect(Collectors.joining(", "));
    return "[" + names + (header.size() > MOST_SHOWN ? ", ...]" : "]");
  }

  private static int usual(List<String> header, List<String> names) {
    List<String> lower =
        header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    return names.stream().mapToInt(lower::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  private static int named(Path file, List<String> header, String name) {
    int at = header.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "%s has no column '%s'; its columns are %s".formatted(file, name, shown(header)));
    }
    return at;
  }
}
