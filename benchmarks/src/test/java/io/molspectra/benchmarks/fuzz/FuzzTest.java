package io.molspectra.benchmarks.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {

  private static final long SEED = 20261129;

  /** What costs a geometry, a request or a hash is done less often. */
  private static final Map<String, Integer> INPUTS =
      Map.of(
          "sdf",
          250,
          "xyz",
          250,
          "csv",
          150,
          "npz",
          250,
          "archive",
          250,
          "spectrum",
          250,
          "smiles",
          10,
          "json",
          20,
          "bundle",
          10,
          "sealed-bundle",
          10);

  /** How long an input takes depends on the machine; that it may not take long is tested below. */
  private static final Duration ANY_TIME = Duration.ofDays(1);

  @TempDir Path folder;

  @Test
  void noReaderDoesAnythingButReadOrRefuse() throws Exception {
    List<String> findings = new ArrayList<>();
    try (Targets targets = new Targets(Targets.NAMES);
        Fuzzer fuzzer = new Fuzzer(SEED, ANY_TIME, folder, findings::add)) {
      for (Target target : targets.all()) {
        for (int i = 0; i < INPUTS.getOrDefault(target.name(), 0); i++) {
          fuzzer.run(target, i);
        }
      }
      assertEquals(List.of(), findings);
      fuzzer
          .counts()
          .forEach((name, counts) -> assertEquals(INPUTS.get(name).longValue(), counts.inputs()));
      assertEquals(Targets.NAMES.size(), fuzzer.counts().size());
    }
  }

  /** A reader that does what none must. */
  private record Bad(Trial trial) implements Target {
    @Override
    public String name() {
      return "bad";
    }

    @Override
    public Trial damage(RandomGenerator random, Path scratch) throws IOException {
      Files.write(scratch.resolve("input.txt"), new byte[] {(byte) random.nextInt()});
      return trial;
    }
  }

  @Test
  void exceptionsErrorsAndWrongRowsAreFindingsAndTheirInputIsKept() throws IOException {
    List<String> told = new ArrayList<>();
    try (Fuzzer fuzzer = new Fuzzer(SEED, ANY_TIME, folder, told::add)) {
      fuzzer.run(new Bad(() -> Outcome.ACCEPTED), 0);
      fuzzer.run(new Bad(() -> Outcome.REFUSED), 1);
      assertEquals(List.of(), told);
      fuzzer.run(
          new Bad(
              () -> {
                throw new IllegalStateException("unexpected");
              }),
          2);
      fuzzer.run(
          new Bad(
              () -> {
                throw new StackOverflowError();
              }),
          3);
      fuzzer.run(
          new Bad(
              () -> {
                throw new Finding("a wrong row");
              }),
          4);
      Counts counts = fuzzer.counts().getOrDefault("bad", new Counts());
      assertEquals(5, counts.inputs());
      assertEquals(3, counts.findings());
    }
    assertTrue(told.get(0).contains("IllegalStateException: unexpected"), told.get(0));
    assertTrue(told.get(1).contains("StackOverflowError"), told.get(1));
    assertTrue(told.get(2).endsWith("a wrong row"), told.get(2));
    for (int number = 2; number < 5; number++) {
      assertTrue(Files.exists(folder.resolve("seed" + SEED + "-bad-" + number + "/input.txt")));
    }
  }

  @Test
  void whatTakesTooLongIsAFinding() throws IOException {
    List<String> told = new ArrayList<>();
    try (Fuzzer fuzzer = new Fuzzer(SEED, Duration.ZERO, folder, told::add)) {
      fuzzer.run(new Bad(() -> Outcome.ACCEPTED), 0);
    }
    assertTrue(told.get(0).contains("it took"), told.get(0));
  }

  @Test
  void theSameSeedAndNumberMakeTheSameDamage() {
    byte[] sound = Samples.bytes("C 1.5 2.5\nN 3.5 4.5\n");
    byte[] donor = Samples.bytes("donor");
    for (long number = 0; number < 200; number++) {
      byte[] once = new Mutator(new SplittableRandom(number), donor).damage(sound);
      assertArrayEquals(once, new Mutator(new SplittableRandom(number), donor).damage(sound));
    }
    assertFalse(
        Arrays.equals(
            new Mutator(new SplittableRandom(1), donor).damage(sound),
            new Mutator(new SplittableRandom(2), donor).damage(sound)));
  }
}
