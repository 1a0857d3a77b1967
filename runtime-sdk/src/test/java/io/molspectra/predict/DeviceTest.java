package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.molspectra.predict.PredictionException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTest {

  @TempDir Path temp;

  @Test
  void readsTheNamesOfTheCommandLine() {
    assertEquals(Device.cpu(), Device.parse("cpu"));
    assertEquals(Device.cuda(0), Device.parse("GPU"));
    assertEquals(Device.cuda(3), Device.parse("cuda:3"));
    assertEquals(Device.cuda(0), Device.parse("cuda"));
    assertEquals(Device.auto(), Device.parse("auto"));
    assertThrows(IllegalArgumentException.class, () -> Device.parse("tpu"));
  }

  @Test
  void withoutCudaTheGpuIsRefusedSayingWhatWasFoundAndWhatIsNeeded() throws IOException {
    assumeNoCuda();
    Path bundle = ToyModel.bundle(temp);
    PredictionException e =
        assertThrows(
            PredictionException.class,
            () -> MolSpectra.load(bundle, Options.defaults().withDevice(Device.cuda(0))));
    assertEquals(Problem.DEVICE_UNAVAILABLE, e.problem());
    assertTrue(e.getMessage().contains("offers only [CPU]"), e.getMessage());
    assertTrue(e.getMessage().contains("onnxruntime_gpu:1.28.0"), e.getMessage());
  }

  @Test
  void withoutCudaAutoFallsBackToTheProcessor() throws IOException {
    assumeNoCuda();
    Options options = Options.defaults().withDevice(Device.auto());
    try (MolSpectraModel model = MolSpectra.load(ToyModel.bundle(temp), options)) {
      assertEquals(Device.cpu(), model.device());
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    Options options = Options.defaults();
    assertThrows(IllegalArgumentException.class, () -> options.withThreads(-1));
    assertThrows(IllegalArgumentException.class, () -> options.withBatch(0, 10));
    assertThrows(IllegalArgumentException.class, () -> options.withBatch(10, 0));
  }

  private static void assumeNoCuda() {
    assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
  }
}
