package io.molspectra.bundle;

import io.molspectra.bundle.BundleException.Problem;
import io.molspectra.spectrum.SpectrumKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what tasks and golden spectra need with the constants of the preprocessing. */
final class SpectraConsistency {

  private static final String EXPORT_AGAIN = "export the bundle again";

  private SpectraConsistency() {}

  static void require(
      Path folder, BundleManifest manifest, Preprocessor preprocessor, List<GoldenSpectra> golden)
      throws BundleException {
    String constants = folder.resolve(Bundle.PREPROCESSOR).toString();
    for (TaskSpec task : manifest.tasks()) {
      boolean wantsSpectra = task.kind() == TaskKind.SPECTRUM_EMBEDDING;
      if (wantsSpectra && preprocessor.spectra() == null) {
        throw new BundleException(
            Problem.MISSING_CONSTANT,
            constants,
            "lacks 'spectra', the grids that task " + task.name() + " wants its spectra on",
            EXPORT_AGAIN);
      }
      if (!wantsSpectra && !preprocessor.takesStructures()) {
        throw new BundleException(
            Problem.INVALID_CONSTANT,
            constants,
            "has cutoff 0, but task " + task.name() + " takes structures",
            EXPORT_AGAIN);
      }
    }
    Map<String, Integer> lengths = new HashMap<>();
    List<SpectrumKind> kinds = preprocessor.spectra();
    if (kinds != null) {
      kinds.forEach(kind -> lengths.put(kind.name(), kind.grid().length()));
    }
    for (GoldenSpectra record : golden) {
      requireOnGrids(folder, record, lengths);
    }
  }

  private static void requireOnGrids(
      Path folder, GoldenSpectra record, Map<String, Integer> lengths) throws BundleException {
    for (Map.Entry<String, float[]> spectrum : record.intensities().entrySet()) {
      Integer length = lengths.get(spectrum.getKey());
      if (length == null || length != spectrum.getValue().length) {
        throw new BundleException(
            Problem.MALFORMED_JSON,
            folder.resolve(Bundle.GOLDEN_SPECTRA).toString(),
            "%s: spectrum '%s' has %d points, %s has %s"
                .formatted(
                    record.id(),
                    spectrum.getKey(),
                    spectrum.getValue().length,
                    Bundle.PREPROCESSOR,
                    length == null ? "no such kind" : length),
            EXPORT_AGAIN);
      }
    }
  }
}
