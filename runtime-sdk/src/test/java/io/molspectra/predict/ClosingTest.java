package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A native session freed under a running call would take the whole JVM with it. */
class ClosingTest {

  @TempDir Path temp;

  @Test
  void callsUnderWayFinishAndLaterOnesAreRefused() throws Exception {
    Path bundle = ToyModel.bundle(temp);
    List<Molecule> molecules = ToyModel.molecules(40, 9);
    for (int round = 0; round < 10; round++) {
      closeUnderLoad(MolSpectra.load(bundle, Options.defaults().withBatch(2, 100)), molecules);
    }
  }

  private static void closeUnderLoad(MolSpectraModel model, List<Molecule> molecules)
      throws Exception {
    double[] expected = model.predict("energy", molecules);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    CountDownLatch running = new CountDownLatch(4);
    List<Future<?>> callers = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      callers.add(
          pool.submit(
              () -> {
                while (true) {
                  assertArrayEquals(expected, model.predict("energy", molecules), 1e-3f);
                  running.countDown();
                }
              }));
    }
    running.await();
    model.close();
    for (Future<?> caller : callers) {
      ExecutionException end = assertThrows(ExecutionException.class, caller::get);
      assertTrue(end.getCause() instanceof IllegalStateException, String.valueOf(end.getCause()));
      assertEquals("model toy was closed", end.getCause().getMessage());
    }
    pool.shutdown();
  }

  @Test
  void twoModelsOfOneBundleLiveSideBySide() throws IOException {
    Path bundle = ToyModel.bundle(temp);
    List<Molecule> molecules = ToyModel.molecules(3, 2);
    MolSpectraModel first = MolSpectra.load(bundle);
    try (MolSpectraModel second = MolSpectra.load(bundle)) {
      double[] expected = first.predict("energy", molecules);
      first.close();
      assertArrayEquals(expected, second.predict("energy", molecules));
    }
  }
}
