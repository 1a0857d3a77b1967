package io.molspectra.benchmarks;

import io.molspectra.cli.bench.Speed;
import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.Conformers;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How long one aspirin molecule takes, energy and forces, call by call. */
public final class Latency {
  private static final double SECONDS = 20;

  private Latency() {}

  /**
   * @param words size, medium (6 x 128) if none
   */
  public static void main(String[] words) throws IOException {
    var arguments = new Arguments("latency [" + Arguments.SIZES + "]", words);
    Size size = arguments.optional(Size::of, Size.MEDIUM);
    arguments.finish();
    System.out.println(Machine.describe());
    Path folder = Files.createTempDirectory("latency");
    try {
      Path bundle = folder.resolve("bundle");
      Bundles.export(size, Bundles.network(size), bundle);
      Molecule aspirin = aspirin();
      System.out.printf(
          "network %s, one aspirin molecule of %d atoms a call%n",
          size.shape(), aspirin.atomCount());
      for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads++) {
        var clock = new Speed.Clock();
        Options options = Options.latency().withThreads(threads).withMetrics(clock);
        try (MolSpectraModel model = MolSpectra.load(bundle, options)) {
          measure("energy", threads, aspirin, clock, list -> model.predict("energy", list));
          measure(
              "energy and forces",
              threads,
              aspirin,
              clock,
              list -> model.predictWithForces("energy", list));
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Molecule aspirin() {
    if (new Conformers(1).build("aspirin", "CC(=O)Oc1ccccc1C(=O)O")
        instanceof Conformer.Built built) {
      return built.molecule();
    }
    throw new IllegalStateException("aspirin has no conformer");
  }

  private static void measure(
      String what,
      int threads,
      Molecule molecule,
      Speed.Clock clock,
      Consumer<List<Molecule>> call) {
    Runnable one = () -> call.accept(List.of(molecule));
    Speed speed = Speed.of(new Runnable[] {one}, 1, SECONDS, clock);
    System.out.printf(
        Locale.ROOT,
        "%-18s %d threads  p50 %6.2f ms  p99 %6.2f ms  best %6.2f ms  outside ONNX Runtime %.1f %%%n",
        what,
        threads,
        speed.medianMillis(),
        speed.slowMillis(),
        speed.fastestMillis(),
        100 * speed.outside());
  }
}
