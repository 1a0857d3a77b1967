package io.molspectra.predict;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.molspectra.predict.PredictionException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles which device to use, before any graph is loaded. */
final class DeviceSetup {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceSetup.class);
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

  private DeviceSetup() {}

  /**
   * @return {@link Device#CPU} or {@link Device#GPU}
   * @throws PredictionException if the GPU is asked for and cannot be used
   */
  static Device resolve(OrtEnvironment environment, Device wanted) {
    if (wanted == Device.CPU) {
      return Device.CPU;
    }
    try {
      requireGpu(environment);
      return Device.GPU;
    } catch (PredictionException e) {
      if (wanted == Device.GPU) {
        throw e;
      }
      LOG.info("Running on the CPU: {}", e.getMessage());
      return Device.CPU;
    }
  }

  static void configure(SessionOptions options, Device resolved) throws OrtException {
    if (resolved == Device.GPU) {
      options.addCUDA(0);
    }
  }

  private static void requireGpu(OrtEnvironment environment) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw unavailable(
          environment,
          "ONNX Runtime on the class path offers only " + OrtEnvironment.getAvailableProviders(),
          null);
    }
    try (SessionOptions options = new SessionOptions()) {
      configure(options, Device.GPU);
    } catch (OrtException e) {
      throw unavailable(environment, "ONNX Runtime cannot start CUDA: " + e.getMessage(), e);
    }
  }

  private static PredictionException unavailable(
      OrtEnvironment environment, String found, @Nullable Exception e) {
    String version = environment.getVersion();
    String message =
        "device gpu cannot be used. Found: "
            + found
            + ", NVIDIA driver: "
            + driver()
            + ". Needed: com.microsoft.onnxruntime:onnxruntime_gpu:"
            + version
            + " in place of onnxruntime on the class path, an NVIDIA driver, and the CUDA and cuDNN"
            + " listed for this version at"
            + " https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html."
            + " Use device cpu, or auto to fall back to it";
    return e == null
        ? new PredictionException(Problem.DEVICE_UNAVAILABLE, message)
        : new PredictionException(Problem.DEVICE_UNAVAILABLE, message, e);
  }

  private static String driver() {
    try {
      return Files.readString(DRIVER).lines().findFirst().orElse("unknown version").strip();
    } catch (IOException e) {
      return "none";
    }
  }
}
