package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.EnergyAndForces;
import io.molspectra.predict.ForceField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelaxCommandTest extends CommandLineTest {

  @TempDir private static Path shared;
  private static Path bundle;

  @BeforeAll
  static void export() throws IOException {
    bundle = RandomForceField.in(shared, molecules(4));
  }

  @Test
  void moleculesGoDownhillAndSayHowFarTheyCame() throws IOException {
    List<Molecule> molecules = molecules(6);
    Path out = folder.resolve("out.xyz");
    Run run = relax(file("in.xyz", molecules), out, "--steps", "20").succeeded();
    assertTrue(run.err().matches("6 relaxed, 0 rejected; \\d did not converge within 20 steps\n"));
    List<Molecule> relaxed = readAll(out);
    List<EnergyAndForces> before = asked(bundle, m -> ForceField.of(m, "energy").of(molecules));
    List<EnergyAndForces> after = asked(bundle, m -> ForceField.of(m, "energy").of(relaxed));
    boolean moved = false;
    for (int m = 0; m < molecules.size(); m++) {
      assertEquals(molecules.get(m).id(), relaxed.get(m).id());
      // rounding of an energy of 43 eV in float32
      assertTrue(after.get(m).energy() < before.get(m).energy() + 1e-5);
      moved |= after.get(m).energy() < before.get(m).energy() - 1e-3;
    }
    assertTrue(moved, "nothing was relaxed");
  }

  @Test
  void aForceBelowTheLimitNeedsNoStep() throws IOException {
    Path out = folder.resolve("out.xyz");
    Run run = relax(file("in.xyz", molecules(3)), out, "--fmax", "1e6").succeeded();
    assertTrue(run.err().contains("3 relaxed, 0 rejected; 0 did not converge"), run.err());
    assertTrue(Files.readString(out).contains("steps=\"0\" converged=\"T\""));
  }

  @Test
  void theInputIsNotReplaced() throws IOException {
    Path in = file("in.xyz", molecules(2));
    String before = Files.readString(in);
    Run run = relax(in, in).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("--output " + in + " is an --input"), run.err());
    run = relax(in, folder.resolve("o.xyz"), "--rejects", in.toString()).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("--rejects " + in + " is an --input"), run.err());
    assertEquals(before, Files.readString(in));
  }

  @Test
  void whatCannotBeRelaxedIsRejectedAndTheRestGoesOn() throws IOException {
    Path in =
        file(
            "in.xyz",
            "2\na\nC 0 0 0\nO 0 0 1.1\n2\nhf\nH 0 0 0\nF 0 0 0.9\n1\nbad\nC x 0 0\n1\nb\nO 0 0 0\n");
    Path out = folder.resolve("out.xyz");
    Path rejects = folder.resolve("rejects.csv");
    Run run = relax(in, out, "--steps", "3", "--rejects", rejects.toString()).succeeded();
    assertTrue(run.err().contains("2 relaxed, 2 rejected"), run.err());
    assertEquals(List.of("a", "b"), readAll(out).stream().map(Molecule::id).toList());
    assertTrue(Files.readString(rejects).contains(",2,0,UNSEEN_ELEMENT,"));
    relax(in, out, "--strict").failed(ExitCode.REJECTED);
  }

  @Test
  void optionsOutOfRangeAreUsageErrors() throws IOException {
    Path in = file("in.xyz", molecules(1));
    relax(in, folder.resolve("o.xyz"), "--fmax", "0").failed(ExitCode.USAGE);
    relax(in, folder.resolve("o.xyz"), "--steps", "-1").failed(ExitCode.USAGE);
    relax(in, folder.resolve("o.csv")).failed(ExitCode.USAGE);
  }

  private static Run relax(Path in, Path out, String... more) {
    Object[] fixed = {"relax", "--model", bundle, "--input", in, "--output", out};
    Object[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return molspectra(all);
  }
}
