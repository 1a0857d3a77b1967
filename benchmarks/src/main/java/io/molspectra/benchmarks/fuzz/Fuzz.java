package io.molspectra.benchmarks.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench fuzz}. */
@Command(
    name = "bench fuzz",
    customSynopsis = Fuzz.SYNOPSIS,
    mixinStandardHelpOptions = true,
    description =
        "Read damaged files of every format. Exit code 1 if one led to anything but a typed"
            + " failure, or changed a record beside it; such inputs are kept.")
public final class Fuzz implements Callable<Integer> {

  static final String SYNOPSIS =
      "bench fuzz [--inputs N] [--seed N] [--format FORMAT,...] [--only N] [--keep FOLDER]";

  /** No small input is worth more. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int PROGRESS = 10_000;

  @Spec private CommandSpec spec;

  @Option(names = "--inputs", defaultValue = "100000", description = "How many, of all formats.")
  private long inputs;

  @Option(names = "--seed", defaultValue = "1", description = "Another seed, other damage.")
  private long seed;

  @Option(
      names = "--format",
      split = ",",
      description =
          "Formats: sdf, xyz, smiles, csv, json, npz, archive, bundle, sealed-bundle, spectrum. Default: all.")
  private List<String> formats = new ArrayList<>();

  @Option(names = "--only", paramLabel = "N", description = "Run the input of this number alone.")
  private @Nullable Long only;

  @Option(
      names = "--keep",
      defaultValue = "fuzz-findings",
      paramLabel = "FOLDER",
      description = "Where inputs that led to a finding are kept. Default: ${DEFAULT-VALUE}.")
  private Path keep;

  /** Runs the program; see {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Fuzz()).setParameterExceptionHandler(Fuzz::wrong).execute(arguments));
  }

  /** As the other measurements answer. */
  private static int wrong(ParameterException e, String[] arguments) {
    e.getCommandLine().getErr().println("usage: %s  (%s)".formatted(SYNOPSIS, e.getMessage()));
    return ExitCode.USAGE;
  }

  /** What checks nothing must not pass for a check without findings. */
  private void requireInputs() {
    if (inputs < 1) {
      throw wrong("--inputs must be at least 1");
    }
    if (only != null && only < 0) {
      throw wrong("--only must be at least 0");
    }
    for (String format : formats) {
      if (!Targets.NAMES.contains(format)) {
        throw wrong("no format '%s'".formatted(format));
      }
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireInputs();
    long start = System.nanoTime();
    long findings = 0;
    try (Targets targets = new Targets(formats.isEmpty() ? Targets.NAMES : formats);
        Fuzzer fuzzer = new Fuzzer(seed, LONGEST, keep, System.out::println)) {
      run(targets.all(), fuzzer);
      System.out.println(Counts.header());
      for (var format : fuzzer.counts().entrySet()) {
        System.out.println(format.getValue().row(format.getKey()));
        findings += format.getValue().findings();
      }
      long all = fuzzer.counts().values().stream().mapToLong(Counts::inputs).sum();
      System.out.printf(
          Locale.ROOT,
          "seed %d: %d inputs, %d findings, %.0f s, largest heap %d MB%n",
          seed,
          all,
          findings,
          (System.nanoTime() - start) / 1e9,
          Runtime.getRuntime().maxMemory() >> 20);
    }
    return findings == 0 ? 0 : 1;
  }

  private void run(List<Target> targets, Fuzzer fuzzer) throws IOException {
    if (only != null) {
      for (Target target : targets) {
        fuzzer.run(target, only);
      }
      return;
    }
    for (long i = 0; i < inputs; i++) {
      fuzzer.run(targets.get((int) (i % targets.size())), i / targets.size());
      if ((i + 1) % PROGRESS == 0) {
        System.err.println(i + 1 + " inputs");
      }
    }
  }
}
