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
   * @return what to run on, and why if that was left open
   * @throws PredictionException if the GPU is asked for and cannot be used
   */
  static DeviceChoice resolve(OrtEnvironment environment, Device wanted) {
    if (wanted instanceof Device.Cpu) {
      return new DeviceChoice(wanted, "asked for");
    }
    boolean open = wanted instanceof Device.Auto;
    Device.Cuda gpu = wanted instanceof Device.Cuda cuda ? cuda : new Device.Cuda(0);
    try {
      requireGpu(environment, gpu);
      return new DeviceChoice(gpu, open ? "a GPU can be used" : "asked for");
    } catch (PredictionException e) {
      if (!open) {
        throw e;
      }
      LOG.info("Running on the CPU: {}", e.getMessage());
      return new DeviceChoice(Device.cpu(), String.valueOf(e.getMessage()));
    }
  }

  static void configure(SessionOptions options, Device resolved) throws OrtException {
    if (resolved instanceof Device.Cuda gpu) {
      options.addCUDA(gpu.index());
    }
  }

  private static void requireGpu(OrtEnvironment environment, Device.Cuda gpu) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw unavailable(
          environment,
          gpu,
          "ONNX Runtime on the class path offers only " + OrtEnvironment.getAvailableProviders(),
          null);
    }
    try (SessionOptions options = new SessionOptions()) {
      configure(options, gpu);
    } catch (OrtException e) {
      throw unavailable(environment, gpu, "ONNX Runtime cannot start CUDA: " + e.getMessage(), e);
    }
  }

  private static PredictionException unavailable(
      OrtEnvironment environment, Device.Cuda gpu, String found, @Nullable Exception e) {
    String version = environment.getVersion();
    String message =
        "device "
            + gpu
            + " cannot be used. Found: "
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
