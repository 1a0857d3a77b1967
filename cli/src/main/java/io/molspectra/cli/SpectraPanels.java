package io.molspectra.cli;

import io.molspectra.cli.plot.SpectrumPanel;
import io.molspectra.cli.plot.SpectrumPanel.Curve;
import io.molspectra.spectrum.Resampling;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.Spectrum;
import io.molspectra.spectrum.Spectrum.Form;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts the spectra of molecules into a panel a kind. */
final class SpectraPanels {

  private static final List<String> USUAL = List.of("uv", "ir", "raman");

  private final Map<String, SpectrumKind> kinds = new LinkedHashMap<>();
  private final Map<String, SpectralUnit> units = new LinkedHashMap<>();
  private final Map<String, List<Curve>> curves = new LinkedHashMap<>();
  private final List<String> molecules = new ArrayList<>();

  /**
   * @param kinds of the folder; panels come in the order uv, ir, raman, others, those that only
   *     queries have
   */
  SpectraPanels(List<SpectrumKind> kinds) {
    kinds.stream()
        .sorted(Comparator.comparingInt(kind -> place(kind.name())))
        .forEach(
            kind -> {
              this.kinds.put(kind.name(), kind);
              units.put(kind.name(), kind.grid().unit());
            });
  }

  private static int place(String kind) {
    int place = USUAL.indexOf(kind);
    return place < 0 ? USUAL.size() : place;
  }

  /** Names of the molecules, in the order in which they were added. */
  List<String> molecules() {
    return List.copyOf(molecules);
  }

  /** Panels with at least one spectrum. */
  List<SpectrumPanel> panels() {
    return units.entrySet().stream()
        .filter(kind -> curves.containsKey(kind.getKey()))
        .map(
            kind ->
                new SpectrumPanel(
                    kind.getKey(), kind.getValue(), curves.getOrDefault(kind.getKey(), List.of())))
        .toList();
  }

  /** Adds a molecule of the folder. */
  void add(SpectraRow row) {
    boolean numbered = row.id().equals(Long.toString(row.row()));
    molecules.add(numbered ? "row " + row.id() : row.id());
    row.intensities()
        .forEach(
            (name, intensities) -> {
              SpectrumKind kind = kinds.get(name);
              if (kind != null) {
                add(name, points(kind.grid()), intensities);
              }
            });
  }

  /**
   * Adds the queries as one molecule: on the folder's points where it has the kind, else on their
   * own.
   *
   * @throws io.molspectra.spectrum.BadSpectrumException if a query covers too little of the
   *     folder's range
   */
  void add(List<QuerySpectrum> queries) {
    molecules.add(queries.size() == 1 ? queries.get(0).spectrum().id() : "query");
    for (QuerySpectrum query : queries) {
      Spectrum spectrum = query.spectrum();
      SpectrumKind kind = kinds.get(query.kind());
      if (kind != null && spectrum.form() == Form.CURVE) {
        add(query.kind(), points(kind.grid()), Resampling.onto(kind.grid(), spectrum));
        continue;
      }
      SpectralUnit unit = units.computeIfAbsent(query.kind(), name -> spectrum.unit());
      if (unit != spectrum.unit()) {
        throw new CommandFailure(
            ExitCode.FAILURE,
            "%s is a peak table in %s, the other spectra of kind %s are in %s: give the curve"
                .formatted(spectrum.id(), spectrum.unit().symbol(), query.kind(), unit.symbol()));
      }
      addAsIs(query.kind(), spectrum);
    }
  }

  /** Lines without width are drawn as such: up from zero and back at the same place. */
  private void addAsIs(String kind, Spectrum spectrum) {
    int each = spectrum.form() == Form.STICKS ? 3 : 1;
    int peak = each / 2;
    double[] points = new double[each * spectrum.points().length];
    float[] intensities = new float[points.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = spectrum.points()[i / each];
      intensities[i] = i % each == peak ? (float) spectrum.intensities()[i / each] : 0;
    }
    add(kind, points, intensities);
  }

  private void add(String kind, double[] points, float[] intensities) {
    curves
        .computeIfAbsent(kind, name -> new ArrayList<>())
        .add(new Curve(molecules.size() - 1, points, intensities));
  }

  private static double[] points(SpectrumGrid grid) {
    double[] points = new double[grid.length()];
    for (int i = 0; i < points.length; i++) {
      points[i] = grid.at(i);
    }
    return points;
  }
}
