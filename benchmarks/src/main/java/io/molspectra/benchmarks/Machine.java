package io.molspectra.benchmarks;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Describes where figures were measured: they mean little without. */
final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private Machine() {}

  /** One line for the head of a report. */
  static String describe() throws IOException {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return "%s, %s, %d cores, load %.1f, Java %s, PyTorch %s with OMP_WAIT_POLICY=%s"
        .formatted(
            LocalDate.now(),
            processor().orElse(system.getArch()),
            system.getAvailableProcessors(),
            system.getSystemLoadAverage(),
            Runtime.version().feature(),
            Engine.getEngine("PyTorch").getVersion(),
            System.getenv().getOrDefault("OMP_WAIT_POLICY", "unset"));
  }

  private static Optional<String> processor() throws IOException {
    if (!Files.exists(CPU_INFO)) {
      return Optional.empty();
    }
    return Files.readAllLines(CPU_INFO).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /**
   * Resident memory of this process, bytes.
   *
   * @throws IOException where there is no Linux {@code /proc}
   */
  static long residentBytes() throws IOException {
    return status("VmRSS:");
  }

  /**
   * Largest resident memory of this process since {@link #forgetPeak()}, bytes.
   *
   * @throws IOException where there is no Linux {@code /proc}
   */
  static long peakBytes() throws IOException {
    return status("VmHWM:");
  }

  /** Lets {@link #peakBytes()} start from what is resident now. */
  static void forgetPeak() throws IOException {
    Files.writeString(CLEAR, "5");
  }

  private static long status(String field) throws IOException {
    List<String> lines = Files.readAllLines(STATUS);
    String line =
        lines.stream()
            .filter(text -> text.startsWith(field))
            .findFirst()
            .orElseThrow(() -> new IOException(STATUS + " has no line " + field));
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
