package io.molspectra.trainer.execute;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import java.util.Locale;

/** Names of devices as people write them. */
public final class Devices {
  private Devices() {}

  /**
   * The device of a name: {@code cpu}, {@code gpu} or {@code gpu:1}.
   *
   * @throws IllegalArgumentException if the name is none of these
   * @throws DeviceUnavailableException if a GPU is named that the engine cannot use; the message
   *     says what was found and what to do
   */
  public static Device parse(String name) {
    String lower = name.trim().toLowerCase(Locale.ROOT);
    if (lower.equals("cpu")) {
      return Device.cpu();
    }
    if (!lower.matches("gpu(:\\d{1,3})?")) {
      throw new IllegalArgumentException("device '" + name + "' is unknown; use cpu, gpu or gpu:N");
    }
    int number = lower.equals("gpu") ? 0 : Integer.parseInt(lower.substring(4));
    Engine engine = Engine.getEngine("PyTorch");
    if (number >= engine.getGpuCount()) {
      throw new DeviceUnavailableException(unavailable(lower, engine));
    }
    return Device.gpu(number);
  }

  private static String unavailable(String name, Engine engine) {
    String driver =
        CudaUtils.hasCuda()
            ? "CUDA runtime %s with %d device(s)"
                .formatted(CudaUtils.getCudaVersionString(), CudaUtils.getGpuCount())
            : "no CUDA runtime";
    return """
    device '%s' is not available: found PyTorch %s that can use %d GPU(s), and %s. \
    Run with device cpu, or, on a machine with an NVIDIA driver, set PYTORCH_VERSION=2.7.1, \
    PYTORCH_FLAVOR=cu128 and PYTORCH_LIBRARY_PATH to the lib folder of libtorch 2.7.1 for CUDA 12.8\
    """
        .formatted(name, engine.getVersion(), engine.getGpuCount(), driver);
  }
}
