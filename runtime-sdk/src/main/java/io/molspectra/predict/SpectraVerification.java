package io.molspectra.predict;

import io.molspectra.bundle.GoldenSpectra;
import io.molspectra.bundle.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/** Compares feature vectors of spectra with the golden ones, each alone and all together. */
final class SpectraVerification {

  private SpectraVerification() {}

  static List<VerificationReport.Comparison> of(MolSpectraModel model) {
    List<GoldenSpectra> golden = model.bundle().goldenSpectra();
    if (golden.isEmpty()) {
      return List.of();
    }
    SpectrumEmbedder embedder = model.spectra();
    Embeddings together = embedder.embed(golden.stream().map(GoldenSpectra::row).toList());
    List<VerificationReport.Comparison> comparisons = new ArrayList<>();
    for (int m = 0; m < golden.size(); m++) {
      GoldenSpectra record = golden.get(m);
      float[] alone = embedder.embed(List.of(record.row())).values();
      double difference =
          Math.max(
              Verification.difference(alone, record.embedding()),
              Verification.difference(together.of(m), record.embedding()));
      comparisons.add(
          new VerificationReport.Comparison(
              record.id(),
              TaskSpec.SPECTRUM_EMBEDDING,
              SpectrumEmbedder.EMBEDDING,
              difference,
              record.tolerance()));
    }
    return comparisons;
  }
}
