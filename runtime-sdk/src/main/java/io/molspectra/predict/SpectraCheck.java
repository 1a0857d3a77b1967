package io.molspectra.predict;

import io.molspectra.features.SpectrumInputs;
import io.molspectra.predict.PredictionException.Problem;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import java.util.List;
import java.util.Optional;

/** Whether a model may be asked about the spectra of a molecule. */
final class SpectraCheck {

  private final List<SpectrumKind> kinds;

  SpectraCheck(List<SpectrumKind> kinds) {
    this.kinds = kinds;
  }

  Optional<PredictionException> check(SpectraRow row) {
    if (!SpectrumInputs.hasAny(kinds, row)) {
      return fault(
          Problem.NO_SPECTRUM,
          row,
          "has spectra of the kinds %s, the model takes %s"
              .formatted(
                  row.intensities().keySet(), kinds.stream().map(SpectrumKind::name).toList()));
    }
    for (SpectrumKind kind : kinds) {
      float[] intensities = row.intensities().get(kind.name());
      if (intensities == null) {
        continue;
      }
      if (intensities.length != kind.grid().length()) {
        return fault(
            Problem.WRONG_GRID,
            row,
            "spectrum %s has %d points, the model wants %s"
                .formatted(kind.name(), intensities.length, kind.grid()));
      }
      for (int point = 0; point < intensities.length; point++) {
        if (!Float.isFinite(intensities[point])) {
          return fault(
              Problem.NON_FINITE_INTENSITY,
              row,
              "spectrum %s is %s at %s %s"
                  .formatted(
                      kind.name(),
                      intensities[point],
                      (float) kind.grid().at(point),
                      kind.grid().unit().symbol()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<PredictionException> fault(Problem problem, SpectraRow row, String what) {
    return Optional.of(new PredictionException(problem, "molecule " + row.id() + ": " + what));
  }
}
