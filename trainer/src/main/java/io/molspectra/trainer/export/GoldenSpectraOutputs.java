package io.molspectra.trainer.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.bundle.GoldenSpectra;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.SpectrumInputs;
import io.molspectra.graph.Graph;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.spectrum.Broadening;
import io.molspectra.spectrum.LineShape;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * What the trainer's executor answers for golden spectra, each molecule alone, in float64. The
 * spectra are made up, lines at random places: any kind on any grid can be had, with every
 * combination of kinds that a molecule may have.
 */
final class GoldenSpectraOutputs {
  private static final int LINES = 12;

  /** Of more kinds than these not every combination is made: there would be hundreds. */
  private static final int ALL_COMBINATIONS = 4;

  private GoldenSpectraOutputs() {}

  static List<GoldenSpectra> compute(ExportedSpecFormer specFormer) {
    List<SpectraRow> rows = rows(specFormer.kinds());
    Graph graph = specFormer.graph().select("golden", List.of(SpecFormerNetwork.BUNDLE_EMBEDDING));
    List<float[]> exact = run(graph, specFormer.kinds(), rows, Precision.FLOAT64);
    List<float[]> rounded = run(graph, specFormer.kinds(), rows, Precision.FLOAT32);
    var golden = new ArrayList<GoldenSpectra>();
    for (int i = 0; i < rows.size(); i++) {
      golden.add(
          new GoldenSpectra(
              rows.get(i).id(),
              rows.get(i).intensities(),
              exact.get(i),
              GoldenTolerance.of(exact.get(i), rounded.get(i), GoldenTolerance.VALUES)));
    }
    return golden;
  }

  /** A molecule for each combination of kinds; of many kinds those with all and with one only. */
  private static List<SpectraRow> rows(List<SpectrumKind> kinds) {
    int n = kinds.size();
    var rows = new ArrayList<SpectraRow>();
    for (int mask = 1; mask < 1 << Math.min(n, 30); mask++) {
      int size = Integer.bitCount(mask);
      if (n <= ALL_COMBINATIONS || size == 1 || size == n) {
        rows.add(row(kinds, mask, rows.size()));
      }
    }
    return rows;
  }

  private static SpectraRow row(List<SpectrumKind> kinds, int mask, int number) {
    var random = new SplittableRandom(number + 1);
    var intensities = new LinkedHashMap<String, float[]>();
    for (int k = 0; k < kinds.size(); k++) {
      if ((mask >> k & 1) != 0) {
        intensities.put(kinds.get(k).name(), spectrum(kinds.get(k).grid(), random));
      }
    }
    return new SpectraRow(
        number, "made up: " + String.join(" ", intensities.keySet()), -1, intensities, List.of());
  }

  private static float[] spectrum(SpectrumGrid grid, SplittableRandom random) {
    double[] positions = new double[LINES];
    double[] strengths = new double[LINES];
    double range = grid.end() - grid.start();
    for (int line = 0; line < LINES; line++) {
      positions[line] = grid.start() + range * random.nextDouble();
      strengths[line] = range * random.nextDouble() / LINES;
    }
    return Broadening.onto(grid, positions, strengths, LineShape.LORENTZIAN, range / 100);
  }

  private static List<float[]> run(
      Graph graph, List<SpectrumKind> kinds, List<SpectraRow> rows, Precision precision) {
    var results = new ArrayList<float[]>();
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        var executor = new GraphExecutor(graph, manager, precision)) {
      for (SpectraRow row : rows) {
        try (NDManager step = manager.newSubManager()) {
          Map<String, NDArray> inputs = new LinkedHashMap<>();
          SpectrumInputs.of(kinds, List.of(row))
              .forEach(
                  (name, tensor) -> {
                    var real = (FeatureTensor.Float32) tensor;
                    inputs.put(name, Tensors.toArray(step, precision, real.values(), real.shape()));
                  });
          inputs.keySet().retainAll(graph.inputs());
          NDArray embedding = executor.run(step, inputs).get(SpecFormerNetwork.BUNDLE_EMBEDDING);
          results.add(Tensors.toTensor(Objects.requireNonNull(embedding)).toFloats());
        }
      }
    }
    return results;
  }
}
