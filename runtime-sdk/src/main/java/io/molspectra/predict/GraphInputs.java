package io.molspectra.predict;

import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.SpectrumInputs;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import java.util.List;
import java.util.Map;

/**
 * All that may be fed to a graph for one batch.
 *
 * @param what the batch in words, for messages
 * @param tensors by the input's name
 */
record GraphInputs(String what, Map<String, FeatureTensor> tensors) {

  static GraphInputs of(MoleculeBatch batch) {
    return new GraphInputs(
        "a batch of %d molecules with %d atoms".formatted(batch.moleculeCount(), batch.atomCount()),
        FeatureInputs.of(batch));
  }

  static GraphInputs of(List<SpectrumKind> kinds, List<SpectraRow> rows) {
    return new GraphInputs(
        "the spectra of a batch of %d molecules".formatted(rows.size()),
        SpectrumInputs.of(kinds, rows));
  }
}
