package io.molspectra.cli;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.retrieval.Embeddings;
import io.molspectra.trainer.retrieval.RetrievalRanks;
import io.molspectra.trainer.stagetwo.StageTwoData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A bundle in ONNX Runtime asked for molecules that were not trained on, by their spectra.
 *
 * @param ranks of the molecules among all that were held out
 * @param moleculesPerSecond of SpecFormer in ONNX Runtime
 */
record HeldOutRetrieval(RetrievalRanks ranks, double moleculesPerSecond) {

  static HeldOutRetrieval of(Path bundle, StageTwoData data) throws IOException {
    int[] heldOut = data.split().validation();
    List<Molecule> molecules =
        Arrays.stream(heldOut).mapToObj(data.structures()::molecule).toList();
    List<SpectraRow> spectra = Arrays.stream(heldOut).mapToObj(data::spectra).toList();
    try (MolSpectraModel model = MolSpectra.load(bundle)) {
      var structures = model.embed(molecules);
      long start = System.nanoTime();
      var embedded = model.spectra().embed(spectra);
      double seconds = (System.nanoTime() - start) * 1e-9;
      var pairs = new Embeddings(heldOut.length, structures.width());
      pairs.put(0, structures.values(), embedded.values());
      return new HeldOutRetrieval(RetrievalRanks.of(pairs), heldOut.length / seconds);
    }
  }
}
