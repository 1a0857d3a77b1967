package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ends a process of its own in the middle of its work. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedPredictionTest extends CommandLineTest {

  @Test
  void aSignalLeavesTheFormerOutputAndNoTemporaryFile() throws Exception {
    Path bundle = ToyBundle.in(folder);
    Path in = file("in.xyz", "1\na\nO 0 0 0\n".repeat(500_000));
    Path out = file("out.csv", "old");
    Path log = bundle.resolveSibling("log/process.txt");
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MolSpectraCommand.class.getName(),
                "predict",
                "--model=" + bundle,
                "--input=" + in,
                "--task=energy",
                "--forces",
                "--batch=1",
                "--output=" + out)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Process process = builder.start();
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (files().size() < 4) {
        assertTrue(process.isAlive() && System.nanoTime() < end, process + Files.readString(log));
        Thread.sleep(10);
      }
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(128 + 15, process.exitValue(), Files.readString(log));
    assertTrue(Files.readString(log).contains("error: interrupted; no output is written"));
    assertEquals(List.of("in.xyz", "out.csv"), files(), process + Files.readString(log));
    assertEquals("old", Files.readString(out));
  }
}
