package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.trainer.evaluate.ConformalCalibration.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

  @TempDir Path folder;

  @Test
  void aReportComesBackAsItWasWritten() throws IOException {
    Path file = folder.resolve(EvaluationReport.FILE);
    EvaluationReport report = report();
    report.write(file);
    assertEquals(report, EvaluationReport.read(file));
    byte[] first = Files.readAllBytes(file);
    EvaluationReport.read(file).write(file);
    assertEquals(new String(first), Files.readString(file));
  }

  @Test
  void theFileNamesUnitsCountsAndSplitInAFixedOrder() throws IOException {
    Path file = folder.resolve(EvaluationReport.FILE);
    report().write(file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    var keys = new ArrayList<String>();
    json.fieldNames().forEachRemaining(keys::add);
    assertEquals(
        List.of(
            "format",
            "dataset",
            "split",
            "seed",
            "training_molecules",
            "tasks",
            "forces",
            "provenance"),
        keys);
    assertEquals("eV", json.at("/tasks/0/unit").asText());
    assertEquals(3, json.at("/tasks/0/metrics/count").asInt());
    assertEquals("d", json.at("/tasks/0/non_finite/molecules/0").asText());
    assertEquals(1, json.at("/tasks/0/per_element/O/count").asInt());
    assertEquals("absolute", json.at("/tasks/0/calibrations/0/calibration/kind").asText());
    assertEquals("[\"model\",\"data\"]", keysOf(json.get("provenance")));
  }

  @Test
  void whatIsNotKnownComesBackAsNotKnown() throws IOException {
    double[] none = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    EvaluationReport report =
        EvaluationReport.of(
            "qm9",
            "test",
            1,
            10,
            List.of(
                ScalarEvaluation.of(
                    Samples.four(none, none), Baselines.NONE, Bootstrap.ofMolecules(1))),
            null,
            Map.of());
    Path file = folder.resolve(EvaluationReport.FILE);
    report.write(file);
    assertEquals(report, EvaluationReport.read(file));
    assertTrue(Double.isNaN(EvaluationReport.read(file).tasks().get(0).metrics().r2()));
  }

  @Test
  void damageIsNamedWithFileAndLine() throws IOException {
    Path file = folder.resolve(EvaluationReport.FILE);
    report().write(file);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    IOException cut = assertThrows(IOException.class, () -> EvaluationReport.read(file));
    assertTrue(cut.getMessage().startsWith(file + ", line "), cut.getMessage());
    Files.writeString(file, text.replace("\"format\" : 1", "\"format\" : 9"));
    IOException newer = assertThrows(IOException.class, () -> EvaluationReport.read(file));
    assertTrue(newer.getMessage().contains("version 9"), newer.getMessage());
  }

  @Test
  void theTextSaysWhatWasLeftOut() {
    List<String> lines = report().lines();
    assertEquals("qm9, test set, trained on 1000 molecules, seed 7", lines.get(0));
    assertTrue(lines.get(1).startsWith("  task    unit"), lines.get(1));
    assertTrue(lines.get(2).startsWith("  homo    eV"), lines.get(2));
    assertTrue(
        lines.contains("homo: 1 predictions are not finite and in no mean: d"), lines.toString());
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("contain 50.0 % of 4")), lines.toString());
  }

  private static EvaluationReport report() {
    var provenance = new LinkedHashMap<String, String>();
    provenance.put("model", "run-1");
    provenance.put("data", "gdb9.sdf");
    return EvaluationReport.of(
        "qm9",
        "test",
        7,
        1000,
        List.of(
            ScalarEvaluation.of(
                Samples.four(
                    new double[] {-6, -7, -8, -9}, new double[] {-6.1, -7.2, -8.4, Double.NaN}),
                Baselines.ofMean(-7),
                Bootstrap.ofMolecules(7),
                List.of(new ConformalCalibration("homo", "eV", 0.9, 0.3, Kind.ABSOLUTE, 50)))),
        ForceEvaluation.of(
            new ForcePredictions(
                "kcal/mol/A",
                new int[] {1, 1},
                new int[] {1, 1},
                new float[] {1, 2, 3, 4, 5, 6},
                new float[] {1, 2, 3, 4, 5, 7}),
            Bootstrap.ofMolecules(7)),
        provenance);
  }

  private static String keysOf(JsonNode node) {
    var keys = new ArrayList<String>();
    node.fieldNames().forEachRemaining(key -> keys.add("\"" + key + "\""));
    return "[" + String.join(",", keys) + "]";
  }
}
