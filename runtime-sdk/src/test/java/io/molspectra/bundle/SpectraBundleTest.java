package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleException.Problem;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectraBundleTest {

  private static final String UV_GRID =
      "{\"start\": 1, \"step\": 0.02, \"length\": 701, \"unit\": \"eV\"}";

  @TempDir Path temp;

  @Test
  void kindsAndGridsComeBackAsWritten() throws IOException {
    Path file = temp.resolve("preprocessor.json");
    Preprocessor written =
        BundleFixture.PREPROCESSOR.withSpectra(
            List.of(SpectrumKind.RAMAN, SpectrumKind.UV, SpectrumKind.IR));
    Files.write(file, BundleJson.write(written));
    assertTrue(Files.readString(file).contains("\"unit\" : \"cm-1\""), Files.readString(file));
    assertEquals(written, PreprocessorReader.read(file));
    written = Preprocessor.ofSpectra(List.of(SpectrumKind.UV));
    Files.write(file, BundleJson.write(written));
    assertEquals(written, PreprocessorReader.read(file));
    assertFalse(PreprocessorReader.read(file).takesStructures());
  }

  @Test
  void aBundleWithoutSpectraStillLoads() throws IOException {
    Bundle bundle = BundleFixture.write(temp.resolve("bundle"));
    assertFalse(Files.readString(bundle.file("preprocessor.json")).contains("spectra"));
    assertNull(bundle.preprocessor().spectra());
    assertEquals(List.of(), bundle.goldenSpectra());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"name\": \"uv\", \"grid\": GRID}, {\"name\": \"uv\", \"grid\": GRID}]",
        "[{\"name\": \"uv\", \"grid\": {\"start\": 1, \"step\": 0, \"length\": 7, \"unit\":"
            + " \"eV\"}}]",
        "[{\"name\": \"uv\", \"grid\": {\"start\": 1, \"step\": 1, \"length\": 0, \"unit\":"
            + " \"eV\"}}]",
        "[{\"name\": \"uv\", \"grid\": {\"start\": 1, \"step\": 1, \"length\": 7, \"unit\":"
            + " \"furlong\"}}]",
        "[{\"name\": \"uv\", \"grid\": {\"start\": 1, \"step\": 1, \"length\": 7, \"unit\": null}}]",
        "[{\"name\": \"uv\", \"grid\": {\"start\": 1, \"step\": 1, \"length\": 7}}]",
        "[{\"name\": \"uv\", \"grid\": null}]",
        "[{\"name\": \"uv\"}]",
        "[{\"name\": \"U V\", \"grid\": GRID}]",
        "[null]",
        "7"
      })
  void kindsAndGridsThatMakeNoSenseAreRefused(String spectra) throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("preprocessor.json"),
            "{\"length_unit\": \"angstrom\", \"cutoff\": 0, \"max_atomic_number\": 0, \"spectra\": "
                + spectra.replace("GRID", UV_GRID)
                + "}");
    BundleException e = assertThrows(BundleException.class, () -> PreprocessorReader.read(file));
    assertEquals(Problem.INVALID_CONSTANT, e.problem(), e.getMessage());
  }

  @Test
  void goldenSpectraComeBackBitForBit() throws IOException {
    float[] uv = new float[701];
    uv[3] = 0.1f;
    uv[5] = 1e-30f;
    Bundle bundle =
        bundle(
            Preprocessor.ofSpectra(List.of(SpectrumKind.UV)),
            TaskSpec.spectrumEmbedding(),
            List.of(new GoldenSpectra("a", Map.of("uv", uv), new float[] {-2e-7f, 1 / 3f}, 1e-5)));
    GoldenSpectra read = bundle.goldenSpectra().get(0);
    assertEquals("a", read.id());
    assertEquals(1e-5, read.tolerance());
    assertArrayEquals(new float[] {-2e-7f, 1 / 3f}, read.embedding());
    assertArrayEquals(uv, read.row().intensities().get("uv"));
  }

  @Test
  void goldenSpectraThatAreNotOnTheGridsAreRefused() {
    for (GoldenSpectra off :
        List.of(
            new GoldenSpectra("a", Map.of("uv", new float[700]), new float[1], 1),
            new GoldenSpectra("a", Map.of("ir", new float[701]), new float[1], 1))) {
      BundleException e =
          assertThrows(
              BundleException.class,
              () ->
                  bundle(
                      Preprocessor.ofSpectra(List.of(SpectrumKind.UV)),
                      TaskSpec.spectrumEmbedding(),
                      List.of(off)));
      assertEquals(Problem.MALFORMED_JSON, e.problem());
      assertTrue(e.file().endsWith("spectra.json"), e.getMessage());
    }
  }

  @Test
  void aGoldenRecordNeedsASpectrumAndAPositiveTolerance() {
    assertThrows(
        IllegalArgumentException.class, () -> new GoldenSpectra("a", Map.of(), new float[1], 1e-5));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GoldenSpectra("a", Map.of("uv", new float[1]), new float[1], 0));
  }

  @Test
  void aTaskThatTakesSpectraNeedsTheirGrids() {
    BundleException e =
        assertThrows(
            BundleException.class,
            () -> bundle(new Preprocessor(5, 99), TaskSpec.spectrumEmbedding(), List.of()));
    assertEquals(Problem.MISSING_CONSTANT, e.problem());
    assertTrue(e.getMessage().contains("lacks 'spectra'"), e.getMessage());
  }

  @Test
  void aTaskThatTakesStructuresNeedsACutoff() {
    BundleException e =
        assertThrows(
            BundleException.class,
            () ->
                bundle(
                    Preprocessor.ofSpectra(List.of(SpectrumKind.UV)),
                    TaskSpec.embedding(),
                    List.of()));
    assertEquals(Problem.INVALID_CONSTANT, e.problem());
    assertTrue(e.getMessage().contains("task embedding takes structures"), e.getMessage());
  }

  private Bundle bundle(Preprocessor preprocessor, TaskSpec task, List<GoldenSpectra> golden)
      throws IOException {
    try (BundleWriter writer = BundleWriter.to(temp.resolve("bundle"))) {
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(preprocessor);
      writer.goldenSpectra(golden);
      Files.writeString(writer.file(task.file()), "graph");
      return writer.finish("spectra", Instant.EPOCH, "none", List.of(task), Map.of());
    }
  }
}
