package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bundle whose forces are no gradient says how they can be had, and how not. */
class DirectForcesTest extends CommandLineTest {

  @Test
  void theyAreATaskOfTheirOwnAndMoveNoAtoms() throws IOException {
    var files = new LabelledFiles(folder);
    Path run = folder.resolve("run");
    Path bundle = folder.resolve("bundle");
    succeeded(
        files.finetune(
            List.of("--task=md17", "--data=" + files.frames(), "--out=" + run),
            "--train=12",
            "--validation=4",
            "--split=blocks:1:0",
            "--forces=direct"));
    succeeded(LabelledFiles.trainer("export", "--run=" + run, "--out=" + bundle));
    Path in = file("in.xyz", "1\nc\nC 0 0 0\n");
    Path npz = folder.resolve("out.npz");
    Run asked = predict(bundle, in, npz, "--forces").failed(ExitCode.FAILURE);
    assertTrue(asked.err().contains("ask for them with --task direct_forces"), asked.err());
    predict(bundle, in, npz, "--task", "direct_forces").succeeded();
    Path xyz = folder.resolve("out.xyz");
    for (String command : List.of("md --steps 5", "relax")) {
      var line = new ArrayList<Object>(List.of((Object[]) command.split(" ")));
      line.addAll(List.of("--model", bundle, "--input", in, "--output", xyz));
      Run refused = molspectra(line.toArray()).failed(ExitCode.FAILURE);
      assertTrue(refused.err().contains("train with --forces conservative"), refused.err());
    }
  }

  private static Run predict(Path bundle, Path in, Path out, String... more) {
    var line =
        new ArrayList<Object>(
            List.of("predict", "--model", bundle, "--input", in, "--output", out));
    line.addAll(List.of(more));
    return molspectra(line.toArray());
  }

  private static void succeeded(LabelledFiles.Run done) {
    assertEquals(ExitCode.OK, done.exitCode(), done.err());
  }
}
