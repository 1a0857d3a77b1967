package io.molspectra.spectrum;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The spectra of one molecule, on a model's grids.
 *
 * @param row 0-based row in the files, -1 where files hold one molecule each
 * @param id of the molecule: from {@code index.csv} where there is one, else the row
 * @param atoms number of atoms as {@code index.csv} tells it, -1 if it does not
 * @param intensities by kind, [L] each; a kind that is absent or was rejected is not in the map.
 *     The arrays must not be modified
 * @param rejects what was left out, and why
 */
public record SpectraRow(
    long row,
    String id,
    int atoms,
    Map<String, float[]> intensities,
    List<SpectrumReject> rejects) {

  /** Keeps the order of the map. */
  public SpectraRow {
    intensities = Collections.unmodifiableMap(new LinkedHashMap<>(intensities));
    rejects = List.copyOf(rejects);
  }
}
