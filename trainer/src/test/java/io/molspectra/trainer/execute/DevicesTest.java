package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

  @Test
  void cpuIsAlwaysThere() {
    assertEquals(Device.cpu(), Devices.parse("cpu"));
    assertEquals(Device.cpu(), Devices.parse(" CPU "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cuda", "gpu:", "gpu:x", "gpu:-1", "cpu:1"})
  void unknownNamesAreRefusedWithTheKnownOnes(String name) {
    var error = assertThrows(IllegalArgumentException.class, () -> Devices.parse(name));
    assertTrue(error.getMessage().contains("use cpu, gpu or gpu:N"));
  }

  @Test
  void aGpuThatIsNotThereIsRefusedWithWhatWasFoundAndTheCure() {
    var error = assertThrows(DeviceUnavailableException.class, () -> Devices.parse("gpu:999"));
    assertTrue(error.getMessage().startsWith("device 'gpu:999' is not available: found PyTorch"));
    assertTrue(error.getMessage().contains("PYTORCH_LIBRARY_PATH"));
  }
}
