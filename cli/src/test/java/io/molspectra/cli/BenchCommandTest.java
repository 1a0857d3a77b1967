package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchCommandTest extends CommandLineTest {

  @Test
  void aLineForEveryBatchTaskAndNumberOfCallers() {
    Run run =
        molspectra(
                "bench",
                "--model",
                "ethanol",
                "--device",
                "cpu",
                "--batch",
                "1,3",
                "--seconds",
                "0.2")
            .succeeded();
    List<String[]> rows =
        run.out().lines().skip(2).map(line -> line.strip().split(" {2,}")).toList();
    int callers = Runtime.getRuntime().availableProcessors() > 1 ? 2 : 1;
    long forces = rows.stream().filter(row -> row[2].equals("energy+forces")).count();
    assertTrue(forces >= 2L * callers, run.out());
    for (String[] row : rows) {
      assertEquals(10, row.length, Arrays.toString(row));
      double rate = Double.parseDouble(row[5]);
      double median = Double.parseDouble(row[6]);
      assertTrue(rate > 0 && median > 0 && median <= Double.parseDouble(row[7]), run.out());
      if (row[4].equals("1") && row[3].equals("3")) {
        // One caller: a call's time and the rate are two sides of the same.
        assertTrue(rate * median / 1000 < 3 * 3 && rate * median / 1000 > 1, run.out());
      }
    }
  }

  @Test
  void nonsenseIsRefused() throws Exception {
    assertTrue(
        molspectra("bench", "--batch", "0").failed(ExitCode.USAGE).err().contains("--batch"));
    Run huge = molspectra("bench", "--batch", "1,100000000").failed(ExitCode.USAGE);
    assertTrue(huge.err().contains("16,384"), huge.err());
    Path empty = Files.writeString(folder.resolve("none.xyz"), "");
    assertTrue(
        molspectra("bench", "--input", empty)
            .failed(ExitCode.FAILURE)
            .err()
            .contains("no sound molecule"));
    assertTrue(
        molspectra("bench", "--task", "colour", "--seconds", "0.1")
            .failed(ExitCode.FAILURE)
            .err()
            .contains("colour"));
  }
}
