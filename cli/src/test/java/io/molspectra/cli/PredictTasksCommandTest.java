package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.CalibratedQuantile.Kind;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.graph.proto.OnnxWriter;
import io.molspectra.network.EnsembleGraph;
import io.molspectra.network.MoleculeInputs;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several tasks at once, and ensembles, with answers one can compute by hand: the two members say k
 * * Z and 3 k * Z for the sum Z of atomic numbers and k = 1 for task sum, 10 for task tenfold;
 * their forces on every atom are (1, 0, 0) and (3, 0, 0).
 */
class PredictTasksCommandTest extends CommandLineTest {

  private static final String MOLECULES =
      "2\nh2\nH 0 0 0\nH 0 0 1\n1\nbad\nXx 0 0 0\n1\no\nO 0 0 0\n";
  private static final float ROOT_TWO = (float) Math.sqrt(2);

  private Path bundle;
  private Path in;

  @BeforeEach
  void makeBundle() throws IOException {
    List<TaskSpec> tasks =
        List.of(
            TaskSpec.scalar("sum", "e")
                .withForces()
                .withMembers(2)
                .withUncertainty(
                    List.of(
                        new CalibratedQuantile(0.5, 1, Kind.NORMALISED),
                        new CalibratedQuantile(0.9, 4, Kind.ABSOLUTE),
                        new CalibratedQuantile(0.9, 2, Kind.NORMALISED))),
            TaskSpec.scalar("tenfold", "10 e").withMembers(2));
    bundle = bundle("ensemble", tasks, EnsembleGraph.of(List.of(member(1), member(3)), tasks));
    in = file("in.xyz", MOLECULES);
  }

  private static Graph member(double factor) {
    var builder = new GraphBuilder("member");
    var inputs = new MoleculeInputs(builder);
    Value sum = inputs.sumOverAtoms(inputs.atomicNumbers().cast(DType.FLOAT).unsqueeze(1));
    builder.output("sum", sum.times(factor));
    builder.output("tenfold", sum.times(10 * factor));
    Value zero = inputs.positions().times(0);
    builder.output(
        "forces",
        zero.plus(
            builder.constant(io.molspectra.graph.Tensor.of(new double[] {factor, 0, 0}, 1, 3))));
    return builder.build();
  }

  private Path bundle(String name, List<TaskSpec> tasks, EnsembleGraph ensemble)
      throws IOException {
    Path target = folder.resolve(name);
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(new Preprocessor(3, 99));
      writer.golden(List.of());
      for (TaskSpec task : tasks) {
        List<String> outputs = List.of(task.name(), task.name() + TaskSpec.SPREAD);
        write(writer, ensemble.graph(), task.file(), outputs);
        if (task.forcesFile() != null) {
          var more = new ArrayList<>(outputs);
          more.addAll(List.of("forces", "forces_spread"));
          write(writer, ensemble.graph(), task.forcesFile(), more);
        }
      }
      writer.finish(name, Instant.EPOCH, "none", tasks, Map.of());
    }
    return target;
  }

  private static void write(BundleWriter writer, Graph graph, String file, List<String> outputs)
      throws IOException {
    new OnnxWriter().write(graph.select(file, outputs), writer.file(file));
  }

  @Test
  void withoutTaskAllScalarsAreAnsweredWithSpreadAndInterval() throws IOException {
    Path out = folder.resolve("out.csv");
    Run run = predict(out).succeeded();
    assertEquals("2 predicted, 1 rejected", run.lastErrorLine());
    List<String> lines = Files.readAllLines(out);
    assertEquals("id,sum,sum_spread,sum_low,sum_high,tenfold,tenfold_spread", lines.get(0));
    // h2: Z = 2, members 2 and 6, mean 4, spread sqrt(8); the interval is twice the spread.
    assertRow(
        "h2", new float[] {4, 2 * ROOT_TWO, 4 - 4 * ROOT_TWO, 4 + 4 * ROOT_TWO}, lines.get(1));
    assertRow("o", new float[] {16, 8 * ROOT_TWO, 16 - 16 * ROOT_TWO}, lines.get(2));
    assertEquals(3, lines.size());
    assertEquals(
        """
        column,unit,meaning
        sum,e,mean over 2 networks
        sum_spread,e,standard deviation over the networks
        sum_low,e,lower end of the interval of coverage 0.9
        sum_high,e,upper end of the interval of coverage 0.9
        tenfold,10 e,mean over 2 networks
        tenfold_spread,10 e,standard deviation over the networks
        """,
        Files.readString(folder.resolve("out.columns.csv")));
  }

  @Test
  void theCoverageCanBeChosenAmongThoseCalibrated() throws IOException {
    Path out = folder.resolve("out.csv");
    predict(out, "--task", "sum", "--coverage", "0.5").succeeded();
    assertRow(
        "h2",
        new float[] {4, 2 * ROOT_TWO, 4 - 2 * ROOT_TWO, 4 + 2 * ROOT_TWO},
        Files.readAllLines(out).get(1));
    Run unknown = predict(out, "--task", "sum", "--coverage", "0.8").failed(ExitCode.USAGE);
    assertTrue(unknown.err().contains("sum has intervals for [0.5, 0.9]"), unknown.err());
    Run none = predict(out, "--task", "tenfold", "--coverage", "0.9").failed(ExitCode.USAGE);
    assertTrue(none.err().contains("tenfold has no calibrated intervals"), none.err());
  }

  @Test
  void tasksComeInTheOrderTheyAreNamedHoweverTheyAreNamed() throws IOException {
    Path out = folder.resolve("out.npz");
    for (List<String> names :
        List.of(List.of("--task", "tenfold", "sum"), List.of("--task", "tenfold", "--task=sum"))) {
      predict(out, names.toArray(String[]::new)).succeeded();
      Map<String, NpyArray> arrays = NpzReader.readAll(out);
      assertEquals(
          List.of("id", "tenfold", "tenfold_spread", "sum", "sum_spread", "sum_low", "sum_high"),
          List.copyOf(arrays.keySet()));
      assertArrayEquals(new float[] {40, 160}, arrays.get("tenfold").toFloats(), 1e-4f);
      assertArrayEquals(new float[] {4, 16}, arrays.get("sum").toFloats(), 1e-5f);
      assertTrue(Files.exists(folder.resolve("out.columns.csv")));
    }
  }

  @Test
  void forcesOfTheTaskThatHasThemComeWithTheirSpread() throws IOException {
    Path out = folder.resolve("out.csv");
    predict(out, "--forces").succeeded();
    assertTrue(Files.readAllLines(out).get(1).startsWith("h2,4.0,"));
    assertEquals(
        "id,atom,x,y,z,spread\nh2,1,2.0,0.0,0.0,1.0\nh2,2,2.0,0.0,0.0,1.0\no,1,2.0,0.0,0.0,1.0\n",
        Files.readString(folder.resolve("out.forces.csv")));
    Path npz = folder.resolve("out.npz");
    predict(npz, "--forces", "--task", "sum").succeeded();
    Map<String, NpyArray> arrays = NpzReader.readAll(npz);
    assertArrayEquals(new float[] {1, 1, 1}, arrays.get("forces_spread").toFloats());
    assertArrayEquals(new long[] {3, 3}, arrays.get("forces").shape());
    Run none = predict(npz, "--forces", "--task", "tenfold").failed(ExitCode.FAILURE);
    assertTrue(none.err().contains("NO_FORCES: task tenfold"), none.err());
  }

  @Test
  void infoShowsNetworksAndIntervals() {
    Run run = molspectra("info", bundle).succeeded();
    assertTrue(run.out().contains("sum      scalar  e     yes     2         0.5, 0.9"), run.out());
    assertTrue(run.out().contains("tenfold  scalar  10 e  no      2         no"), run.out());
  }

  @Test
  void tasksOfSeveralKindsAreAskedForAlone() throws IOException {
    bundle = ToyBundle.in(folder);
    Path out = folder.resolve("out.csv");
    Run run = predict(out, "--task", "energy", "noise").failed(ExitCode.USAGE);
    assertTrue(run.err().contains("--task noise: it does not answer with one number"), run.err());
    predict(out).succeeded();
    List<String> lines = Files.readAllLines(out);
    assertEquals("id,energy,double", lines.get(0));
    assertTrue(lines.get(2).startsWith("o,8.0,"), lines.get(2));
    assertTrue(
        Files.readString(folder.resolve("out.columns.csv")).contains("energy,eV,prediction"));
  }

  @Test
  void aBundleOfVectorsAloneAsksForTheNameOfATask() throws IOException {
    Path target = folder.resolve("vectors");
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(new Preprocessor(3, 99));
      var builder = new GraphBuilder("noise");
      builder.output("noise", new MoleculeInputs(builder).positions().times(0.5));
      new OnnxWriter().write(builder.build(), writer.file("task-noise.onnx"));
      writer.finish(
          "vectors", Instant.EPOCH, "none", List.of(TaskSpec.vector("noise", "1")), Map.of());
    }
    bundle = target;
    Run run = predict(folder.resolve("out.csv")).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("name one of [noise] with --task"), run.err());
    assertEquals(List.of("in.xyz"), files());
  }

  private Run predict(Path out, String... more) {
    Object[] fixed = {"predict", "--model", bundle, "--input", in, "--output", out};
    Object[] all = Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return molspectra(all);
  }

  private static void assertRow(String id, float[] first, String row) {
    String[] cells = row.split(",");
    assertEquals(id, cells[0]);
    for (int k = 0; k < first.length; k++) {
      assertEquals(first[k], Float.parseFloat(cells[k + 1]), 1e-4f, row);
    }
  }
}
