package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DataGuideCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandRunner(new TrainerCommand())
        .withOutput(new PrintWriter(out), new PrintWriter(err))
        .run(arguments);
  }

  @Test
  void withoutANameTheDataSetsAreListed() {
    assertEquals(ExitCode.OK, run("data", "guide"));
    for (String name :
        List.of("qm9", "qm9-raw", "pcqm4mv2", "qm9s", "md17", "rmd17", "multimodal")) {
      assertTrue(
          out.toString().lines().anyMatch(line -> line.strip().startsWith(name + " ")), name);
    }
  }

  @Test
  void eachDataSetHasItsPlaceSizeLicenceCommandAndTraps() throws IOException {
    DataGuide guide = DataGuide.load();
    assertEquals(7, guide.titles().size());
    for (String name : guide.titles().keySet()) {
      assertEquals(ExitCode.OK, run("data", "guide", name));
      for (String word : List.of("Where ", "Size ", "Licence ", "Read by ", "Traps")) {
        assertTrue(guide.text(name).contains("\n" + word), name + " lacks " + word);
      }
      assertTrue(out.toString().contains(guide.text(name)), name);
    }
  }

  @Test
  void everyCommandOfTheGuideIsOneThatTheProgramAccepts() throws IOException {
    DataGuide guide = DataGuide.load();
    int commands = 0;
    for (String name : guide.titles().keySet()) {
      for (String line : guide.text(name).lines().toList()) {
        String command = line.replaceFirst("^Read by", "").strip();
        if (command.startsWith("trainer ")) {
          String[] words = command.split("\\s+");
          String[] arguments = Arrays.copyOfRange(words, 1, words.length);
          assertDoesNotThrow(
              () -> new CommandLine(new TrainerCommand()).parseArgs(arguments), command);
          commands++;
        }
      }
    }
    assertTrue(commands >= guide.titles().size(), "commands found: " + commands);
  }

  @Test
  void allPrintsEverySection() throws IOException {
    assertEquals(ExitCode.OK, run("data", "guide", "all"));
    for (String title : DataGuide.load().titles().values()) {
      assertTrue(out.toString().contains(title), title);
    }
  }

  @Test
  void anUnknownNameIsAUsageErrorThatNamesTheNearest() {
    assertEquals(ExitCode.USAGE, run("data", "guide", "qm9sp"));
    assertTrue(err.toString().contains("nearest: qm9s"), err.toString());
  }
}
