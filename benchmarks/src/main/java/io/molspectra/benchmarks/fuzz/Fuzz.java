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
import picocli.CommandLine.Option;

/** {@code bench fuzz}. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description =
        "Read damaged files of every format. Exit code 1 if one led to anything but a typed"
            + " failure, or changed a record beside it; such inputs are kept.")
public final class Fuzz implements Callable<Integer> {

  /** No small input is worth more. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int PROGRESS = 10_000;

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
    System.exit(new CommandLine(new Fuzz()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
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
