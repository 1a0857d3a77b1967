package io.molspectra.benchmarks;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.ScalarsWithForces;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A million predictions from eight threads in one process: energies of lists of 1 to 16 molecules,
 * each eighth list with forces, every answer compared with the first one of the same molecule,
 * resident memory watched after the first tenth. Start it with a fixed heap whose pages are all
 * touched at the start, as {@code bench prediction-soak} does.
 */
public final class PredictionSoak {
  private static final int THREADS = 8;
  private static final int MOLECULES = 200;
  private static final int LONGEST_LIST = 16;
  private static final double LARGEST_GROWTH = 0.01;

  /** Sums over other neighbours in a batch round differently. */
  private static final double TOLERANCE = 1e-4;

  private final MolSpectraModel model;
  private final List<Molecule> molecules;
  private final ScalarsWithForces expected;
  private final long wanted;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  private PredictionSoak(MolSpectraModel model, List<Molecule> molecules, long wanted) {
    this.model = model;
    this.molecules = molecules;
    this.wanted = wanted;
    this.expected = model.predictWithForces("energy", molecules);
  }

  /**
   * @param words number of predictions, if not 1,000,000
   * @throws IllegalStateException if a prediction failed or differed, or memory grew by 1 % or more
   *     after that
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    var arguments = new Arguments("prediction-soak [PREDICTIONS]", words);
    long wanted = arguments.optional(Arguments::longCount, 1_000_000L);
    arguments.finish();
    System.out.println(Machine.describe());
    Path folder = Files.createTempDirectory("soak");
    try {
      Path bundle = folder.resolve("bundle");
      Bundles.export(Size.TINY, Bundles.network(Size.TINY), bundle);
      try (MolSpectraModel model = MolSpectra.load(bundle, Options.throughput())) {
        new PredictionSoak(model, SampleMolecules.some(MOLECULES), wanted).run();
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "network %s, %,d predictions, %d threads%n",
        Size.TINY.shape(),
        wanted,
        THREADS);
    long began = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int caller = t;
      Thread thread = new Thread(() -> ask(caller));
      threads.add(thread);
      thread.start();
    }
    double growth = watch();
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    System.out.printf(
        Locale.ROOT,
        "%,d answers in %.0f s (%.0f/s), %d failures, %d wrong; memory since the third tenth: %+.2f"
            + " %%%n",
        answered.get(),
        seconds,
        answered.get() / seconds,
        failures.get(),
        wrong.get(),
        100 * growth);
    if (failures.get() + wrong.get() > 0 || growth >= LARGEST_GROWTH) {
      throw new IllegalStateException("failures, wrong answers, or memory that grew by 1 %");
    }
  }

  /** Reports tenths; returns the relative growth of the last tenth over the third. */
  private double watch() throws IOException, InterruptedException {
    double[] megabytes = new double[10];
    for (int tenth = 0; tenth < 10; tenth++) {
      double sum = 0;
      int samples = 0;
      while (answered.get() < wanted * (tenth + 1) / 10 && failures.get() == 0) {
        Thread.sleep(100);
        sum += Machine.residentBytes() / 1e6;
        samples++;
      }
      megabytes[tenth] = samples == 0 ? Machine.residentBytes() / 1e6 : sum / samples;
      System.out.printf(
          Locale.ROOT, "%,10d answers, %.1f MB resident%n", answered.get(), megabytes[tenth]);
    }
    return megabytes[9] / megabytes[2] - 1;
  }

  private void ask(int caller) {
    Random random = new Random(caller);
    int call = 0;
    try {
      while (failures.get() == 0) {
        int size = 1 + random.nextInt(LONGEST_LIST);
        if (asked.getAndAdd(size) >= wanted) {
          return;
        }
        int[] chosen = random.ints(size, 0, MOLECULES).toArray();
        List<Molecule> list = Arrays.stream(chosen).mapToObj(molecules::get).toList();
        if (call++ % 8 == 0) {
          compare(chosen, model.predictWithForces("energy", list));
        } else {
          compareEnergies(chosen, model.predict("energy", list));
        }
        answered.addAndGet(size);
      }
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      e.printStackTrace();
    }
  }

  private void compare(int[] chosen, ScalarsWithForces answers) {
    for (int m = 0; m < chosen.length; m++) {
      boolean same = near(answers.values()[m], expected.values()[chosen[m]]);
      float[] actual = answers.forces().of(m);
      float[] first = expected.forces().of(chosen[m]);
      for (int k = 0; k < first.length; k++) {
        same &= near(actual[k], first[k]);
      }
      if (!same) {
        wrong.incrementAndGet();
      }
    }
  }

  private void compareEnergies(int[] chosen, double[] answers) {
    for (int m = 0; m < chosen.length; m++) {
      if (!near(answers[m], expected.values()[chosen[m]])) {
        wrong.incrementAndGet();
      }
    }
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
  }
}
