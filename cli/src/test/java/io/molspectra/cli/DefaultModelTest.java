package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Prediction;
import io.molspectra.predict.PredictionException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code --model default} with a class path of the test's own before the real one. */
class DefaultModelTest extends CommandLineTest {

  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @BeforeEach
  void cacheInTheFolderOfTheTest() {
    System.setProperty(DefaultBundle.CACHE_PROPERTY, folder.resolve("cache").toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty(DefaultBundle.CACHE_PROPERTY);
    thread.setContextClassLoader(before);
  }

  /** Two atoms on one point have no direction between them: the network's answer is NaN. */
  @Test
  void anAnswerThatIsNoNumberIsAFailure() throws IOException {
    Molecule torn = new Molecule("torn", new int[] {8, 8}, new float[6]);
    Molecule sound = new Molecule("oh", new int[] {8, 1}, new float[] {0, 0, 0, 0, 0, 0.97f});
    try (MolSpectraModel model = MolSpectra.loadDefault()) {
      assertTrue(Double.isNaN(model.predict("gap", List.of(torn))[0]));
      var failure = assertThrows(PredictionException.class, () -> model.predict(torn));
      assertEquals(PredictionException.Problem.NON_FINITE_PREDICTION, failure.problem());
      try (Stream<Prediction> stream = model.predictAll(List.of(), Stream.of(torn, sound))) {
        List<Prediction> predictions = stream.toList();
        var failed = assertInstanceOf(Prediction.Failed.class, predictions.get(0));
        assertEquals(PredictionException.Problem.NON_FINITE_PREDICTION, failed.failure().problem());
        assertInstanceOf(Prediction.Answered.class, predictions.get(1));
      }
    }
  }

  @Test
  void everyCommandTakesItForTheBundleOnTheClassPath() throws IOException {
    Path classes = folder.resolve("classes");
    Path place = classes.resolve("io/molspectra/defaultmodel");
    Files.createDirectories(place);
    Molecule oxygen = new Molecule("o", new int[] {8}, new float[3]);
    var eight = new GoldenRecord.Expectation("energy", "energy", new float[] {8}, 1e-4);
    Path bundle = ToyBundle.withGolden(folder, List.of(new GoldenRecord(oxygen, List.of(eight))));
    Files.move(bundle, place.resolve("bundle"));
    try (var classPath = new OwnFirst(classes.toUri().toURL(), before)) {
      thread.setContextClassLoader(classPath);
      Path in = file("in.xyz", "1\no\nO 0 0 0\n");
      Path out = folder.resolve("out.csv");
      molspectra(
              "predict", "--model", "default", "--input", in, "--task", "energy", "--output", out)
          .succeeded();
      assertEquals("id,energy\no,8.0\n", Files.readString(out));
      molspectra("embed", "--model", "default", "--input", in, "--output", out).succeeded();
      molspectra("verify", "default").succeeded();
      Run info = molspectra("info", "default").succeeded();
      assertTrue(info.out().contains("toy-1"), info.out());
      try (MolSpectraModel model = MolSpectra.loadDefault()) {
        assertEquals("toy-1", model.bundle().manifest().id());
        assertTrue(model.bundle().folder().startsWith(folder.resolve("cache")));
      }
    }
  }

  @Test
  void aFolderOfThatNameIsNamedWithADot() throws IOException {
    Path named = folder.resolve("default");
    Files.move(ToyBundle.in(folder), named);
    Run info = molspectra("info", named).succeeded();
    assertTrue(info.out().contains("toy-1"), info.out());
  }

  /** QM9's gdb_531, a molecule that the model was tested with, not trained on. */
  @Test
  void theModelIncludedKnowsMoleculesItWasNotTrainedOn() throws IOException {
    String xyz =
        """
        13
        gdb_531
        C -0.0330 1.3796 0.0385
        O 0.0090 -0.0298 -0.0076
        C 0.6581 -0.5207 -1.1525
        C 0.6222 -2.0511 -1.0585
        C 1.2710 -2.6876 -2.2001
        N 1.7886 -3.1745 -3.1110
        H 0.9775 1.8159 0.0526
        H -0.5781 1.7981 -0.8214
        H -0.5527 1.6579 0.9578
        H 0.1533 -0.1862 -2.0730
        H 1.7010 -0.1691 -1.2030
        H 1.1171 -2.3685 -0.1348
        H -0.4187 -2.3855 -0.9982
        """;
    Path out = folder.resolve("properties.csv");
    molspectra(
            "predict",
            "--model",
            "default",
            "--input",
            file("in.xyz", xyz),
            "--task",
            "u0",
            "gap",
            "--output",
            out)
        .succeeded();
    String[] row = Files.readString(out).lines().skip(1).findFirst().orElseThrow().split(",");
    // Labels of QM9, hartree; a tenth of an eV is three times the model's usual error of U0.
    assertEquals(-286.495416 * 27.211386246, Double.parseDouble(row[1]), 0.1);
    assertEquals(0.3075 * 27.211386246, Double.parseDouble(row[4]), 0.5);
  }

  @Test
  void forceFieldsIncludedGoByTheirNames() {
    for (String name : new String[] {"ethanol", "aspirin"}) {
      assertTrue(molspectra("verify", name).succeeded().out().contains("forces"));
      assertTrue(molspectra("info", name).succeeded().out().contains("kcal/mol"));
    }
    assertTrue(molspectra("info", "methanol").failed(1).err().contains("methanol"));
  }

  /** Shows the model of the test, whatever model comes with the program. */
  private static final class OwnFirst extends URLClassLoader {
    OwnFirst(URL classes, ClassLoader parent) {
      super(new URL[] {classes}, parent);
    }

    @Override
    public URL getResource(String name) {
      URL own = findResource(name);
      return own != null ? own : super.getResource(name);
    }
  }
}
