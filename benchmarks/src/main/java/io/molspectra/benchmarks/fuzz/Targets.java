package io.molspectra.benchmarks.fuzz;

import io.molspectra.molecule.Molecule;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All formats. */
final class Targets implements Closeable {

  /** Names, in the order in which inputs are made. */
  static final List<String> NAMES =
      List.of(
          "sdf",
          "xyz",
          "smiles",
          "csv",
          "json",
          "npz",
          "archive",
          "bundle",
          "sealed-bundle",
          "spectrum");

  private final List<Molecule> molecules = Samples.molecules("m");
  private final List<Molecule> others = Samples.molecules("q");
  private final Answers answers = new Answers();
  private final List<Target> targets = new ArrayList<>();

  /**
   * @param names of those that are wanted
   */
  Targets(List<String> names) throws IOException, InterruptedException {
    for (String name : names) {
      targets.add(of(name));
    }
  }

  List<Target> all() {
    return List.copyOf(targets);
  }

  private Target of(String name) throws IOException, InterruptedException {
    return switch (name) {
      case "sdf" ->
          new LibraryTarget(
              new LibraryTarget.Format(name, ".sdf", "", Resynchronising.SDF),
              alternating(molecules, Samples::v2000, Samples::v3000),
              String.join("", alternating(others, Samples::v3000, Samples::v2000)),
              answers);
      case "xyz" ->
          new LibraryTarget(
              new LibraryTarget.Format(name, ".xyz", "", Resynchronising.XYZ),
              alternating(molecules, Samples::xyz, Samples::extendedXyz),
              String.join("", alternating(others, Samples::extendedXyz, Samples::xyz)),
              answers);
      case "smiles" ->
          new LibraryTarget(
              new LibraryTarget.Format(name, ".smi", "", Resynchronising.LINES),
              rows("%s %s\n", "m"),
              String.join("", rows("%s\t%s\n", "q")),
              answers);
      case "csv" ->
          new LibraryTarget(
              new LibraryTarget.Format(name, ".csv", "id,smiles,note\n", Resynchronising.CSV),
              rows("%2$s,%1$s,\"a note, quoted\"\n", "m"),
              String.join("", rows("%2$s,%1$s,\"a \"\"note\"\"\"\n", "q")),
              answers);
      case "json" -> new RequestTarget();
      case "npz" -> new NpzTarget(molecules.get(0), answers);
      case "archive" ->
          new ArchiveTarget(
              new TreeMap<>(
                  Map.of(
                      "a.sdf", Samples.v2000(molecules.get(0)),
                      "b.xyz", Samples.xyz(molecules.get(1)))),
              answers);
      case "bundle" -> new BundleTarget(name, false);
      case "sealed-bundle" -> new BundleTarget(name, true);
      case "spectrum" -> new SpectrumTarget();
      default -> throw new IllegalArgumentException("no format '" + name + "'; there are " + NAMES);
    };
  }

  private static List<String> alternating(
      List<Molecule> molecules, Function<Molecule, String> even, Function<Molecule, String> odd) {
    List<String> records = new ArrayList<>();
    for (Molecule molecule : molecules) {
      records.add((records.size() % 2 == 0 ? even : odd).apply(molecule));
    }
    return records;
  }

  private static List<String> rows(String format, String prefix) {
    List<String> rows = new ArrayList<>();
    for (String smiles : Samples.SMILES) {
      rows.add(format.formatted(smiles, Samples.id(prefix, rows.size())));
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    for (Target target : targets) {
      target.close();
    }
    answers.close();
  }
}
