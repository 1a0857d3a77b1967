package io.molspectra.trainer.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.spectrum.LineShape;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StickConversionTest {

  private static final String WATER =
      "{\"n\": 3, \"id\": \"%s\", \"freq\": [1595, 3657], \"ir\": [60, 4], \"raman\": [1, 100],"
          + " \"uv\": [[7.5, 0.05]]}\n";
  private static final String FRAME = "3\n%s\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n";

  @TempDir Path folder;

  private final List<ConversionReject> rejects = new ArrayList<>();

  @Test
  void aLineBecomesAPeakOfItsAreaPositionAndWidth() throws IOException {
    convert(WATER.formatted("a"), FRAME.formatted("a"), null);
    SpectraRow row = rows().get(0);
    assertEquals("a", row.id());
    assertEquals(3, row.atoms());

    // A Gaussian of width 0.4 eV that lies wholly on the grid keeps its area.
    float[] uv = Objects.requireNonNull(row.intensities().get("uv"));
    double area = 0;
    for (float value : uv) {
      area += 0.02 * value;
    }
    assertEquals(0.05, area, 1e-6);
    assertEquals(uv[325] / 2, uv[325 + 10], 1e-6 * uv[325], "half height at 7.5 + 0.2 eV");

    // A Lorentzian is 2 A / (pi w) high; the other line's wing adds less than 1e-4 of that.
    float[] ir = Objects.requireNonNull(row.intensities().get("ir"));
    assertEquals(2 * 60 / (Math.PI * 12), ir[1595 - 500], 1e-3);
    assertEquals(ir[1095] / 2, ir[1095 + 6], 1e-3, "half height at 1595 + 6 cm-1");
  }

  @Test
  void theShapeCanBeChosenForAllKinds() throws IOException {
    convert(WATER.formatted("a"), FRAME.formatted("a"), LineShape.GAUSSIAN);
    float[] ir = Objects.requireNonNull(rows().get(0).intensities().get("ir"));
    assertEquals(2 * 60 * Math.sqrt(Math.log(2) / Math.PI) / 12, ir[1095], 1e-4);
    assertEquals(0, ir[1095 + 100], 1e-12, "a Gaussian has no wings");
  }

  @Test
  void damagedLinesAreTypedRejectsAndTheRestGoesOn() throws IOException {
    String lines =
        WATER.formatted("a")
            + "{\"n\": 3, \"freq\": [1, 2], \"ir\": [1], \"uv\": [[7.5, -1]], \"raman\": [1, null]}\n"
            + "{\"n\": 3\n"
            + "{\"n\": 3, \"freq\": [1595], \"ir\": [60]}\n"
            + WATER.formatted("e")
            + WATER.formatted("f");
    String frames =
        FRAME.formatted("a")
            + FRAME.formatted("b")
            + FRAME.formatted("c")
            + FRAME.formatted("d")
            + FRAME.formatted("e").replace("0.96", "nan")
            + FRAME.formatted("f");
    ConversionSummary summary = convert(lines, frames, null);
    assertEquals(
        List.of(
            "2 MISSING_POINTS",
            "2 NON_FINITE_INTENSITY",
            "2 NEGATIVE_INTENSITY",
            "2 NO_SPECTRA",
            "3 SYNTAX",
            "4 MISSING",
            "4 MISSING",
            "5 NO_STRUCTURE"),
        rejects.stream().map(r -> r.record() + " " + r.reason()).toList());
    assertEquals(3, summary.molecules());
    assertEquals(List.of("a", "d", "f"), rows().stream().map(SpectraRow::id).toList());
  }

  @Test
  void linesOfAnotherMoleculeAreNeverPaired() {
    assertRefused(WATER.formatted("b"), FRAME.formatted("a"), "line 1 is molecule b of 3 atoms");
    assertRefused(
        WATER.formatted("a").replace("\"n\": 3", "\"n\": 4"),
        FRAME.formatted("a"),
        "is molecule a of 4 atoms, but record 1 of");
    assertRefused(
        WATER.formatted("a"), FRAME.formatted("a") + FRAME.formatted("b"), "has fewer records");
    assertRefused(
        WATER.formatted("a") + WATER.formatted("b"), FRAME.formatted("a"), "has more records");
    assertFalse(Files.exists(folder.resolve("out")));
  }

  private void assertRefused(String lines, String frames, String part) {
    ConversionException e =
        assertThrows(ConversionException.class, () -> convert(lines, frames, null));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private ConversionSummary convert(String lines, String frames, @Nullable LineShape shape)
      throws IOException {
    Path input = folder.resolve("sticks.jsonl.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(input))) {
      gzip.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    Path structures = Files.writeString(folder.resolve("structures.xyz"), frames);
    return new StickConversion(
            input, structures, StickConversion.KINDS, Long.MAX_VALUE, 12, 0.4, shape)
        .writeTo(
            folder.resolve("out"),
            new ConversionListener() {
              @Override
              public void rejected(ConversionReject reject) {
                rejects.add(reject);
              }

              @Override
              public void recordDone() {}
            });
  }

  private List<SpectraRow> rows() throws IOException {
    List<SpectraRow> rows = new ArrayList<>();
    try (SpectraReader reader =
        SpectraFolder.open(
            folder.resolve("out"), List.of(SpectrumKind.IR, SpectrumKind.RAMAN, SpectrumKind.UV))) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }
}
