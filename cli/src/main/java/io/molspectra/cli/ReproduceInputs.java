package io.molspectra.cli;

import io.molspectra.cli.reproduce.Inputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Data of all experiments. */
final class ReproduceInputs {
  @Option(names = "--structures", paramLabel = "FILE", description = "Structures for stage one.")
  private @Nullable Path structures;

  @Option(names = "--qm9", paramLabel = "FILE", description = "Structures of QM9, gdb9.sdf.")
  private @Nullable Path qm9;

  @Option(names = "--labels", paramLabel = "FILE", description = "QM9's table, gdb9.sdf.csv.")
  private @Nullable Path labels;

  @Option(names = "--spectra", paramLabel = "DIR", description = "Folder of spectra tables.")
  private @Nullable Path spectra;

  @Option(
      names = "--spectra-structures",
      paramLabel = "FILE",
      description = "Structures of the spectra.")
  private @Nullable Path spectraStructures;

  @Option(
      names = "--md17",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Trajectories; names that begin with rmd17 are split at random, others by blocks of frames.")
  private List<Path> md17 = new ArrayList<>();

  /**
   * What was named, with absolute paths.
   *
   * @throws CommandFailure if one is not there: a mistyped name must not cost hours before it shows
   */
  Inputs inputs() {
    Stream.concat(
            Stream.of(structures, qm9, labels, spectra, spectraStructures).filter(Objects::nonNull),
            md17.stream())
        .filter(file -> !Files.exists(file))
        .findFirst()
        .ifPresent(
            file -> {
              throw new CommandFailure(ExitCode.USAGE, file + " does not exist");
            });
    return new Inputs(
        absolute(structures),
        absolute(qm9),
        absolute(labels),
        absolute(spectra),
        absolute(spectraStructures),
        md17.stream().map(file -> file.toAbsolutePath().normalize()).toList());
  }

  private static @Nullable Path absolute(@Nullable Path path) {
    return path == null ? null : path.toAbsolutePath().normalize();
  }
}
