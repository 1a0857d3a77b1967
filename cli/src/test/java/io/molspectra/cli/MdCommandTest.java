package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MdCommandTest extends CommandLineTest {

  private static final Molecule START =
      molecules(50).stream().filter(m -> m.atomCount() == 6).findFirst().orElseThrow();

  @TempDir private static Path shared;
  private static Path bundle;

  @BeforeAll
  static void export() throws IOException {
    bundle = RandomForceField.in(shared, molecules(4));
  }

  @Test
  void aTrajectoryHasItsFramesAndASummary() throws IOException {
    Path out = folder.resolve("traj.xyz");
    Run run = md(out, 100, "--every", "25", "--ensemble", "nve").succeeded();
    List<String> lines = Files.readAllLines(out);
    assertEquals(5 * (START.atomCount() + 2), lines.size());
    assertTrue(
        lines
            .get(1)
            .matches(".*:forces:R:3 name=\"" + START.id() + "\" energy=\"-\\d\\d\\.\\d{6,}\" .*"),
        lines.get(1));
    assertTrue(lines.get(1).contains("step=\"0\" time_fs=\"0.0\" temperature=\""));
    assertTrue(run.err().matches("(?s)100 steps, 0.050 ps, 6 atoms: .* ms a step, .* ns/day.*"));
    assertTrue(
        run.err().matches("(?s).*energy drift -?[0-9.]+e-?[0-9]+ eV/atom/ps, temperature .* K.*"),
        run.err());
    assertEquals(List.of("start.xyz", "traj.xyz", "traj.xyz.checkpoint"), files());
  }

  @Test
  void bothPrecisionsMoveTheAtomsAlikeAtFirst() throws IOException {
    Path narrow = folder.resolve("narrow.xyz");
    Path wide = folder.resolve("wide.xyz");
    md(narrow, 20).succeeded();
    md(wide, 20, "--precision", "float64").succeeded();
    assertArrayEquals(readAll(narrow).get(1).positions(), readAll(wide).get(1).positions(), 1e-4f);
  }

  @Test
  void aKilledRunResumesToTheSameFile() throws Exception {
    Path whole = folder.resolve("whole.xyz");
    // nothing binds the atoms of a random network for long
    String[] more = {
      "--ensemble",
      "nvt",
      "--timestep",
      "0.05",
      "--checkpoint",
      "10",
      "--friction",
      "2",
      "--seed",
      "9"
    };
    md(whole, 1500, more).succeeded();
    Path out = folder.resolve("killed.xyz");
    kill(out, more);
    assertTrue(Files.exists(folder.resolve("killed.xyz.partial")));
    Run again = md(out, 1500, more).failed(ExitCode.FAILURE);
    assertTrue(again.err().contains("error: UNFINISHED_RUN: "), again.err());
    Run run = md(out, 1500, with(more, "--resume")).succeeded();
    assertTrue(run.err().startsWith("goes on from step "), run.err());
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(out));
  }

  /** Begins the run in a process of its own and ends it by force after some checkpoints. */
  private void kill(Path out, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MolSpectraCommand.class.getName());
    command.addAll(arguments(out, 1_000_000, more));
    Path log = shared.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Path checkpoint = folder.resolve(out.getFileName() + ".checkpoint");
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (!Files.exists(checkpoint) || Files.readString(checkpoint).contains("\"step\":0,")) {
        assertTrue(process.isAlive() && System.nanoTime() < end, Files.readString(log));
        Thread.sleep(5);
      }
    } finally {
      process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void anElementTheModelDoesNotKnowIsAnError() throws IOException {
    Path in = file("f.xyz", "2\nhf\nH 0 0 0\nF 0 0 0.92\n");
    Run run =
        molspectra(
                "md",
                "--model",
                bundle,
                "--input",
                in,
                "--steps",
                "5",
                "--output",
                folder.resolve("o.xyz"))
            .failed(ExitCode.FAILURE);
    assertTrue(run.lastErrorLine().startsWith("error: UNSEEN_ELEMENT: "), run.err());
    assertEquals(List.of("f.xyz"), files());
  }

  @Test
  void whatExplodesIsNamed() throws IOException {
    Run run = md(folder.resolve("o.xyz"), 500, "--timestep", "50").failed(ExitCode.FAILURE);
    assertTrue(
        run.lastErrorLine().matches("error: (TOO_HOT|ATOM_LOST|ATOMS_TOO_CLOSE): step \\d+: .*"),
        run.err());
    assertTrue(run.err().contains("frames before it are in "), run.err());
  }

  @Test
  void optionsOutOfRangeAreUsageErrors() throws IOException {
    Path out = folder.resolve("o.xyz");
    md(out, -1).failed(ExitCode.USAGE);
    md(out, 5, "--timestep", "0").failed(ExitCode.USAGE);
    md(out, 5, "--temperature", "-3").failed(ExitCode.USAGE);
    md(out, 5, "--every", "0").failed(ExitCode.USAGE);
    md(out, 5, "--ensemble", "npt").failed(ExitCode.USAGE);
    md(out, 5, "--precision", "float16").failed(ExitCode.USAGE);
    md(folder.resolve("o.dcd"), 5).failed(ExitCode.USAGE);
    Run nothing = md(out, 5, "--resume").failed(ExitCode.FAILURE);
    assertTrue(nothing.err().startsWith("error: BAD_CHECKPOINT: "), nothing.err());
  }

  @Test
  void aFinishedTrajectoryIsLeftAloneByAResumeThatIsRefused() throws IOException {
    Path out = folder.resolve("traj.xyz");
    md(out, 40).succeeded();
    byte[] before = Files.readAllBytes(out);
    Run run = md(out, 20, "--resume").failed(ExitCode.USAGE);
    assertTrue(run.err().contains("--steps 20: the trajectory already has 40"), run.err());
    assertArrayEquals(before, Files.readAllBytes(out));
    assertEquals(List.of("start.xyz", "traj.xyz", "traj.xyz.checkpoint"), files());
  }

  @Test
  void theStartIsNotReplacedByItsTrajectory() throws IOException {
    Path start = file("start.xyz", List.of(START));
    String before = Files.readString(start);
    Run run = md(start, 5).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("is an --input, which it would replace"), run.err());
    Path other = Files.createSymbolicLink(folder.resolve("link.xyz"), start);
    md(other, 5).failed(ExitCode.USAGE);
    assertEquals(before, Files.readString(start));
  }

  @Test
  void aModelWithoutForcesMovesNothing() throws IOException {
    Path toy = ToyBundle.in(folder);
    Run run =
        molspectra(
                "md",
                "--model",
                toy,
                "--input",
                file("start.xyz", List.of(START)),
                "--steps",
                "5",
                "--output",
                folder.resolve("o.xyz"),
                "--task",
                "double")
            .failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: NO_FORCES: "), run.err());
  }

  private Run md(Path out, long steps, String... more) throws IOException {
    return molspectra(arguments(out, steps, more).toArray());
  }

  private List<String> arguments(Path out, long steps, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("md", "--model", bundle.toString(), "--input"));
    arguments.add(file("start.xyz", List.of(START)).toString());
    arguments.addAll(List.of("--steps", Long.toString(steps), "--output", out.toString()));
    arguments.addAll(Arrays.asList(more));
    return arguments;
  }

  private static String[] with(String[] options, String one) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = one;
    return all;
  }
}
