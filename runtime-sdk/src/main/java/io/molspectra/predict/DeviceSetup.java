package io.molspectra.predict;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.molspectra.predict.PredictionException.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles which device to use, before any graph is loaded. */
final class DeviceSetup {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceSetup.class);

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
    CudaLibraries libraries = CudaLibraries.ofThisMachine();
    String message =
        "device %s cannot be used. Found: %s; NVIDIA driver: %s; %s."
                .formatted(gpu, found, libraries.driver(), libraries.describe())
            + " Needed: com.microsoft.onnxruntime:onnxruntime_gpu:%s in place of onnxruntime on the class path (build with -Donnxruntime.artifact=onnxruntime_gpu), an NVIDIA driver, CUDA 12 and cuDNN 9%s. Use device cpu, or auto to fall back to it"
                .formatted(
                    version,
                    libraries.missing().isEmpty()
                        ? ""
                        : " (missing here: " + String.join(" ", libraries.missing()) + ")");
    return e == null
        ? new PredictionException(Problem.DEVICE_UNAVAILABLE, message)
        : new PredictionException(Problem.DEVICE_UNAVAILABLE, message, e);
  }
}
