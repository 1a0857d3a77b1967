package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.GoldenSpectra;
import io.molspectra.spectrum.SpectraRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectraVerificationTest {

  @TempDir Path temp;

  @Test
  void passesWhenEveryGoldenEmbeddingIsReproduced() throws IOException {
    VerificationReport report = verify(golden(0));
    assertEquals(5, report.comparisons().size());
    assertEquals(
        new VerificationReport.Comparison("s0", "spectrum-embedding", "embedding", 0, 1e-4),
        report.comparisons().get(0));
    assertTrue(report.passed(), report.failures().toString());
  }

  @Test
  void failsForAnEmbeddingBeyondItsToleranceAndSaysByHowMuch() throws IOException {
    List<GoldenSpectra> golden = golden(0);
    golden.set(3, golden(0.5f).get(3));
    VerificationReport report = verify(golden);
    assertEquals(
        List.of(
            new VerificationReport.Comparison("s3", "spectrum-embedding", "embedding", 0.5, 1e-4)),
        report.failures());
  }

  @Test
  void failsForAnotherWidth() throws IOException {
    SpectraRow row = ToySpectra.rows(1, 1).get(0);
    VerificationReport report =
        verify(List.of(new GoldenSpectra("narrow", row.intensities(), new float[2], 1)));
    assertEquals(Double.POSITIVE_INFINITY, report.failures().get(0).difference());
  }

  private static List<GoldenSpectra> golden(float off) {
    List<GoldenSpectra> golden = new ArrayList<>();
    for (SpectraRow row : ToySpectra.rows(5, 3)) {
      float[] embedding = ToySpectra.embedding(row);
      embedding[1] += off;
      golden.add(new GoldenSpectra(row.id(), row.intensities(), embedding, 1e-4));
    }
    return golden;
  }

  private VerificationReport verify(List<GoldenSpectra> golden) throws IOException {
    try (MolSpectraModel model =
        MolSpectra.load(ToySpectra.bundle(temp, "specformer.onnx", false, golden))) {
      return model.verify();
    }
  }
}
