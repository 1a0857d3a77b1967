package io.molspectra.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.dynamics.DynamicsException.Problem;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryTest {

  private static final Recording RECORDING = new Recording(10, 25, "lennard-jones");

  @TempDir Path folder;

  private static Molecule start() {
    double[] wide = Potentials.argonCluster();
    float[] positions = new float[wide.length];
    for (int k = 0; k < positions.length; k++) {
      positions[k] = (float) wide[k];
    }
    return new Molecule("argon", new int[] {18, 18, 18, 18, 18}, positions);
  }

  private static MolecularDynamics dynamics(long seed) {
    return new MolecularDynamics(
        start().atomicNumbers(),
        Potentials.lennardJones(0.0104, 3.4),
        new DynamicsSettings(Ensemble.NVT, 5, 20, 2, seed));
  }

  private Path whole(int steps) throws IOException {
    Path file = folder.resolve("whole.xyz");
    try (Trajectory trajectory = Trajectory.begin(file, start(), dynamics(3), RECORDING)) {
      run(trajectory, steps);
      trajectory.finish();
    }
    return file;
  }

  private static void run(Trajectory trajectory, int steps) throws IOException {
    while (trajectory.state().step() < steps) {
      trajectory.step();
    }
  }

  @Test
  void framesHoldStepsAndForcesAndAreReadAgain() throws IOException {
    Path file = whole(40);
    List<String> lines = Files.readAllLines(file);
    assertEquals(5 * 7, lines.size());
    assertTrue(
        lines.get(8).startsWith("Properties=species:S:1:pos:R:3:forces:R:3 name=\"argon\" energy="),
        lines.get(8));
    assertTrue(lines.get(8).contains(" step=\"10\" time_fs=\"50.0\" temperature="), lines.get(8));
    try (Stream<MoleculeRecord> records = MoleculeReaders.stream(file)) {
      assertEquals(5, records.filter(MoleculeRecord.Parsed.class::isInstance).count());
    }
    assertFalse(Files.exists(folder.resolve("whole.xyz.partial")));
  }

  @Test
  void aTrajectoryThatDiedComesOutByteForByteAsTheWholeOne() throws IOException {
    Path whole = whole(200);
    // dies at any step: before the first checkpoint, on one, between two
    for (int death : List.of(3, 50, 63, 199)) {
      Path file = folder.resolve("died-" + death + ".xyz");
      try (Trajectory trajectory = Trajectory.begin(file, start(), dynamics(3), RECORDING)) {
        run(trajectory, death);
      }
      // what a killed process may have written after its last checkpoint, cut anywhere
      Files.writeString(
          folder.resolve(file.getFileName() + ".partial"), "5\nProp", StandardOpenOption.APPEND);
      try (Trajectory trajectory = Trajectory.resume(file, start(), dynamics(3), RECORDING)) {
        assertEquals(death / 25 * 25, trajectory.state().step());
        run(trajectory, 200);
        trajectory.finish();
      }
      assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(file));
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole.xyz.checkpoint")),
          Files.readAllBytes(folder.resolve(file.getFileName() + ".checkpoint")));
    }
  }

  @Test
  void aFinishedTrajectoryGoesOnToMoreSteps() throws IOException {
    byte[] longer = Files.readAllBytes(whole(120));
    Path file = folder.resolve("grown.xyz");
    try (Trajectory trajectory = Trajectory.begin(file, start(), dynamics(3), RECORDING)) {
      run(trajectory, 40);
      trajectory.finish();
    }
    try (Trajectory trajectory = Trajectory.resume(file, start(), dynamics(3), RECORDING)) {
      run(trajectory, 120);
      trajectory.finish();
    }
    assertArrayEquals(longer, Files.readAllBytes(file));
  }

  @Test
  void aFinishedTrajectoryKeepsItsNameUntilItGrows() throws IOException {
    Path file = whole(40);
    byte[] before = Files.readAllBytes(file);
    Path partial = folder.resolve("whole.xyz.partial");
    try (Trajectory trajectory = Trajectory.resume(file, start(), dynamics(3), RECORDING)) {
      assertEquals(40, trajectory.state().step());
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    assertFalse(Files.exists(partial));
    try (Trajectory trajectory = Trajectory.resume(file, start(), dynamics(3), RECORDING)) {
      trajectory.finish();
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Trajectory trajectory = Trajectory.resume(file, start(), dynamics(3), RECORDING)) {
      run(trajectory, 50);
    }
    assertFalse(Files.exists(file));
    assertTrue(Files.exists(partial));
  }

  @Test
  void anotherRunIsNotResumed() throws IOException {
    Path file = folder.resolve("first.xyz");
    try (Trajectory trajectory = Trajectory.begin(file, start(), dynamics(3), RECORDING)) {
      run(trajectory, 30);
    }
    var fault =
        assertThrows(
            DynamicsException.class,
            () -> Trajectory.resume(file, start(), dynamics(4), RECORDING));
    assertEquals(Problem.DIFFERENT_RUN, fault.problem());
    assertTrue(String.valueOf(fault.getMessage()).contains("seed was 3, now it is 4"));
    assertProblem(
        Problem.DIFFERENT_RUN,
        () ->
            Trajectory.resume(file, start(), dynamics(3), new Recording(10, 25, "another model")));
    assertProblem(
        Problem.UNFINISHED_RUN, () -> Trajectory.begin(file, start(), dynamics(3), RECORDING));
  }

  @Test
  void aDamagedOrMissingCheckpointIsNamed() throws IOException {
    Path file = folder.resolve("first.xyz");
    assertProblem(
        Problem.BAD_CHECKPOINT, () -> Trajectory.resume(file, start(), dynamics(3), RECORDING));
    try (Trajectory trajectory = Trajectory.begin(file, start(), dynamics(3), RECORDING)) {
      run(trajectory, 30);
    }
    Path checkpoint = folder.resolve("first.xyz.checkpoint");
    String sound = Files.readString(checkpoint);
    for (String damaged :
        List.of("", "{}", sound.substring(0, 100), sound.replace("\"heat\":", "\"cold\":"))) {
      Files.writeString(checkpoint, damaged);
      assertProblem(
          Problem.BAD_CHECKPOINT, () -> Trajectory.resume(file, start(), dynamics(3), RECORDING));
    }
    Files.writeString(checkpoint, sound);
    Files.writeString(folder.resolve("first.xyz.partial"), "short");
    assertProblem(
        Problem.BAD_CHECKPOINT, () -> Trajectory.resume(file, start(), dynamics(3), RECORDING));
  }

  @Test
  void twoProcessesDoNotWriteOneTrajectory() throws IOException {
    Path file = folder.resolve("first.xyz");
    try (Trajectory trajectory = Trajectory.begin(file, start(), dynamics(3), RECORDING)) {
      trajectory.step();
      assertProblem(Problem.IN_USE, () -> Trajectory.resume(file, start(), dynamics(3), RECORDING));
    }
  }

  @Test
  void driftAndMeansAreThoseOfAllSteps() {
    RunStatistics statistics = RunStatistics.NONE;
    for (int i = 0; i < 1000; i++) {
      double time = 0.01 * i;
      statistics = statistics.with(time, -4000 + 0.003 * time, 300 + i % 2);
    }
    assertEquals(0.003, statistics.drift(), 1e-9);
    assertEquals(300.5, statistics.meanTemperature(), 1e-9);
    assertEquals(-4000 + 0.003 * 0.01 * 999 / 2, statistics.meanConserved(), 1e-9);
  }

  private static void assertProblem(
      Problem problem, org.junit.jupiter.api.function.Executable work) {
    var fault = assertThrows(DynamicsException.class, work);
    assertEquals(problem, fault.problem(), fault.getMessage());
  }
}
