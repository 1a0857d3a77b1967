package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoctorCommandTest extends CommandLineTest {

  @Test
  void tellsOfTheMachineAndTriesTheModelIncluded() {
    Run run = molspectra("doctor", "--device", "cpu").succeeded();
    for (String row :
        new String[] {"java", "onnx runtime", "nvidia driver", "cuda needed", "one molecule"}) {
      assertTrue(run.out().contains("\n" + row) || run.out().startsWith(row), run.out());
    }
    assertTrue(run.out().contains("cpu: asked for"), run.out());
    assertTrue(
        run.out().matches("(?s).*golden outputs +(\\d+) of \\1 within tolerance.*"), run.out());
    assertTrue(run.out().contains("all is well"), run.out());
  }

  @Test
  void aFolderThatIsNoBundleIsNamedAfterTheMachineIsTold() throws IOException {
    Path empty = java.nio.file.Files.createDirectory(folder.resolve("empty"));
    Run run = molspectra("doctor", "--model", empty).failed(ExitCode.FAILURE);
    assertTrue(run.out().contains("onnx runtime"), run.out());
    assertTrue(run.err().contains(empty.toString()), run.err());
  }

  @Test
  void autoSaysWhyItIsTheProcessor() throws IOException {
    Path bundle = ToyBundle.in(folder);
    Run run = molspectra("doctor", "--model", bundle).succeeded();
    assertTrue(
        run.out().contains("device          cuda:0: a GPU can be used")
            || run.out().contains("device          cpu: device cuda:0 cannot be used. Found: "),
        run.out());
  }
}
