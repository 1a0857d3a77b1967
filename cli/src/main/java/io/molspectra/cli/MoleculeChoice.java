package io.molspectra.cli;

import io.molspectra.cli.names.NearNames;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.spectrum.SpectrumReject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which molecules of a folder of spectra a figure shows. */
final class MoleculeChoice {

  @Option(
      names = "--id",
      arity = "1..*",
      paramLabel = "ID",
      description = "Molecules by id, as index.csv or the files' names tell it.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--row",
      arity = "1..*",
      paramLabel = "N",
      description = "Molecules by number, counted from 0. Default: the first.")
  private List<Long> numbers = new ArrayList<>();

  /** A molecule, however it was named. */
  private sealed interface Wanted {
    record ById(String id) implements Wanted {}

    record ByNumber(long number) implements Wanted {}
  }

  /**
   * Reads the molecules asked for, in that order, and no further than the last of them.
   *
   * @param err is told of spectra that were left out
   * @throws CommandFailure if the folder lacks one of them
   * @throws IOException as the folder's reader does
   */
  List<SpectraRow> read(Path folder, List<SpectrumKind> kinds, PrintWriter err) throws IOException {
    Map<Wanted, SpectraRow> found = new LinkedHashMap<>();
    List<Wanted> all = wanted();
    Set<Wanted> missing = new HashSet<>(all);
    List<String> seen = new ArrayList<>();
    try (SpectraReader reader = SpectraFolder.open(folder, kinds)) {
      while (!missing.isEmpty() && reader.hasNext()) {
        SpectraRow row = reader.next();
        long number = row.row() < 0 ? seen.size() : row.row();
        for (Wanted one : List.of(new Wanted.ById(row.id()), new Wanted.ByNumber(number))) {
          if (missing.remove(one)) {
            found.put(one, row);
          }
        }
        seen.add(row.id());
      }
    }
    for (Wanted one : all) {
      if (missing.contains(one)) {
        throw missing(one, folder, seen);
      }
    }
    List<SpectraRow> rows =
        all.stream().map(one -> Objects.requireNonNull(found.get(one))).distinct().toList();
    rows.stream().flatMap(row -> row.rejects().stream()).forEach(reject -> tell(reject, err));
    return rows;
  }

  private List<Wanted> wanted() {
    List<Wanted> all =
        Stream.<Wanted>concat(
                ids.stream().map(Wanted.ById::new), numbers.stream().map(Wanted.ByNumber::new))
            .distinct()
            .toList();
    return all.isEmpty() ? List.of(new Wanted.ByNumber(0)) : all;
  }

  private static CommandFailure missing(Wanted one, Path folder, List<String> seen) {
    if (seen.isEmpty()) {
      return new CommandFailure(ExitCode.FAILURE, folder + " holds no molecules");
    }
    String what =
        one instanceof Wanted.ById byId
            ? "%s has no molecule '%s' among its %d; near: %s"
                .formatted(
                    folder,
                    byId.id(),
                    seen.size(),
                    String.join(", ", NearNames.of(byId.id(), seen)))
            : "%s has no molecule number %d: it has %d, counted from 0"
                .formatted(folder, ((Wanted.ByNumber) one).number(), seen.size());
    return new CommandFailure(ExitCode.FAILURE, what);
  }

  private static void tell(SpectrumReject reject, PrintWriter err) {
    String line = reject.line() > 0 ? ", line " + reject.line() : "";
    err.printf(
        "left out: %s%s, %s: %s%n", reject.source(), line, reject.reason(), reject.message());
    err.flush();
  }
}
