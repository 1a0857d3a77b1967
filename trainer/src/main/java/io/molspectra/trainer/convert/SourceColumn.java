package io.molspectra.trainer.convert;

import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import java.util.List;

/**
 * A column of the multimodal spectroscopic data set (Alberts et al., 2024) that holds spectra.
 *
 * @param name of the column, a list of [L] numbers a row
 * @param kind of spectrum it becomes, on the source's grid
 * @param descending whether the list begins at the high end of the grid, as NMR is drawn
 * @param floor deepest point below zero that is still taken for an artefact, as a part of the
 *     spectrum's maximum
 */
record SourceColumn(String name, SpectrumKind kind, boolean descending, double floor) {

  /** The molecules. */
  static final String SMILES = "smiles";

  // The files hold no axes: these are the ranges and numbers of points of the data set's metadata
  // (spectrum_dimensions.json), both ends included. The centroids in h_nmr_peaks and c_nmr_peaks
  // agree with them, high ppm first.
  //
  // NMR is simulated without noise and has next to nothing below zero. IR comes from the Fourier
  // transform of a trajectory's dipole and rings beside strong bands: all 100 spectra of the
  // published example go below zero, 88 of them by more than 1 % of their maximum, the worst by
  // 12.7 %.
  static final List<SourceColumn> ALL =
      List.of(
          new SourceColumn(
              "ir_spectra", kind("ir", 400, 4000, 1800, SpectralUnit.WAVENUMBER), false, 0.15),
          new SourceColumn(
              "h_nmr_spectra", kind("h_nmr", -2, 10, 10_000, SpectralUnit.PPM), true, 0.01),
          new SourceColumn(
              "c_nmr_spectra", kind("c_nmr", -20, 230, 10_000, SpectralUnit.PPM), true, 0.01));

  /** The columns of some kinds, in the order of the kinds. */
  static List<SourceColumn> of(List<String> kinds) {
    return kinds.stream().map(SourceColumn::of).toList();
  }

  private static SourceColumn of(String kind) {
    return ALL.stream()
        .filter(column -> column.kind().name().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind '%s' is not one of %s".formatted(kind, MultimodalConversion.KINDS)));
  }

  private static SpectrumKind kind(
      String name, double from, double to, int points, SpectralUnit unit) {
    return new SpectrumKind(name, new SpectrumGrid(from, (to - from) / (points - 1), points, unit));
  }
}
