package io.molspectra.benchmarks.fuzz;

import io.molspectra.library.LibraryRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the rows of a file of which one record was damaged with those of the sound file. */
final class Alignment {

  private final List<LibraryRow> sound;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * @param sound rows of the sound file, of different ids
   */
  Alignment(List<LibraryRow> sound) {
    this.sound = List.copyOf(sound);
    for (LibraryRow row : sound) {
      places.put(row.id(), places.size());
    }
  }

  /** Whether a row came out as it would have without damage, at whatever place. */
  boolean isSound(LibraryRow row) {
    Integer place = places.get(row.id());
    return place != null && same(sound.get(place), row);
  }

  /** No row may be another than those of the sound file, and none may lack; twice is no damage. */
  void requireAll(List<LibraryRow> rows) {
    Set<String> ids = rows.stream().map(LibraryRow::id).collect(Collectors.toSet());
    if (!ids.equals(places.keySet()) || !rows.stream().allMatch(this::isSound)) {
      throw new Finding(
          "the damage was not noticed, but %d rows instead of %d, or other ones, came out"
              .formatted(rows.size(), sound.size()));
    }
  }

  /**
   * Rows before the damage must be as they were.
   *
   * @param damaged 0-based number of the damaged record
   * @param lookAhead whether the record before the damaged one is read with a look at the next
   */
  void requireBefore(List<LibraryRow> rows, int damaged, boolean lookAhead) {
    for (int i = 0; i < damaged; i++) {
      LibraryRow row = i < rows.size() ? rows.get(i) : null;
      boolean rejected = lookAhead && i == damaged - 1 && row instanceof LibraryRow.Unreadable;
      if (row == null || !(rejected || same(sound.get(i), row))) {
        throw new Finding(
            "record %d, before the damaged %d, came out as %s".formatted(i, damaged, row));
      }
    }
  }

  /** Rows after the damage must be as they were. */
  void requireAfter(List<LibraryRow> rows, int damaged) {
    for (int fromEnd = 1; fromEnd < sound.size() - damaged; fromEnd++) {
      LibraryRow row = fromEnd <= rows.size() ? rows.get(rows.size() - fromEnd) : null;
      LibraryRow wanted = sound.get(sound.size() - fromEnd);
      if (row == null || !same(wanted, row)) {
        throw new Finding(
            "%s, after the damaged record %d, came out as %s".formatted(wanted.id(), damaged, row));
      }
    }
  }

  /** A row that bears the name of a sound record must be that record, once and in its order. */
  void requireNames(List<LibraryRow> rows, int damaged) {
    int last = -1;
    for (LibraryRow row : rows) {
      Integer place = places.get(row.id());
      if (place == null || place == damaged || row instanceof LibraryRow.Unreadable) {
        continue;
      }
      if (!same(sound.get(place), row)) {
        throw new Finding("a row is called %s but is another: %s".formatted(row.id(), row));
      }
      if (place <= last) {
        throw new Finding("%s came out twice or out of order".formatted(row.id()));
      }
      last = place;
    }
  }

  private static boolean same(LibraryRow sound, LibraryRow row) {
    if (sound instanceof LibraryRow.Structure one && row instanceof LibraryRow.Structure other) {
      return one.molecule().equals(other.molecule());
    }
    return sound instanceof LibraryRow.Smiles one
        && row instanceof LibraryRow.Smiles other
        && one.id().equals(other.id())
        && one.smiles().equals(other.smiles());
  }
}
