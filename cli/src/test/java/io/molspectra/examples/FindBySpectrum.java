package io.molspectra.examples;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.Embeddings;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.retrieve.EmbeddingIndex;
import io.molspectra.retrieve.Hit;
import io.molspectra.retrieve.IndexSource;
import io.molspectra.spectrum.Resampling;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.Spectrum;
import io.molspectra.spectrum.SpectrumFiles;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Ranks molecules by how well they fit an infrared spectrum. */
final class FindBySpectrum {
  static List<Hit> find(Path bundle, Path jcamp, List<Molecule> candidates) throws IOException {
    try (MolSpectraModel model = MolSpectra.load(bundle)) {
      Embeddings library = model.embed(candidates);
      var index =
          EmbeddingIndex.of(
              IndexSource.of(model.bundle(), TaskSpec.EMBEDDING),
              candidates.stream().map(Molecule::id).toList(),
              library.width(),
              library.values());

      SpectrumKind infrared =
          model.spectra().kinds().stream()
              .filter(kind -> kind.name().equals("ir"))
              .findFirst()
              .orElseThrow();
      Spectrum measured = SpectrumFiles.read(jcamp, infrared.grid().unit());
      float[] intensities = Resampling.onto(infrared.grid(), measured);
      var row = new SpectraRow(-1, measured.id(), -1, Map.of("ir", intensities), List.of());
      return index.top(model.spectra().embed(List.of(row)).values(), 10);
    }
  }
}
