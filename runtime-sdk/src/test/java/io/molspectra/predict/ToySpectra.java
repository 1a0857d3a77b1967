package io.molspectra.predict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.GoldenSpectra;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The toy network of make_toy_spectra.py: bundles of it, and its answers computed by hand. */
final class ToySpectra {

  static final SpectrumKind UV =
      new SpectrumKind("uv", new SpectrumGrid(1, 1, 4, SpectralUnit.ELECTRONVOLT));
  static final SpectrumKind IR =
      new SpectrumKind("ir", new SpectrumGrid(500, 10, 6, SpectralUnit.WAVENUMBER));
  static final List<SpectrumKind> KINDS = List.of(UV, IR);

  private ToySpectra() {}

  /** A bundle that takes spectra and nothing else. */
  static Path bundle(Path parent) throws IOException {
    return bundle(parent, "specformer.onnx", true, List.of());
  }

  /**
   * @param graph which of the toy graphs is to be specformer.onnx
   */
  static Path bundle(Path parent, String graph, boolean attention, List<GoldenSpectra> golden)
      throws IOException {
    Path target = parent.resolve("toy-spectra");
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(Preprocessor.ofSpectra(KINDS));
      if (!golden.isEmpty()) {
        writer.goldenSpectra(golden);
      }
      TaskSpec task = TaskSpec.spectrumEmbedding();
      copy(graph, writer.file(task.file()));
      if (attention) {
        copy(TaskSpec.ATTENTION_FILE, writer.file(TaskSpec.ATTENTION_FILE));
      }
      writer.finish("toy-spectra", Instant.EPOCH, "none", List.of(task), Map.of());
    }
    return target;
  }

  private static void copy(String from, Path to) throws IOException {
    try (InputStream in = ToySpectra.class.getResourceAsStream("/toy-spectra/" + from)) {
      Files.copy(Objects.requireNonNull(in, from), to);
    }
  }

  static SpectraRow row(String id, Map<String, float[]> intensities) {
    return new SpectraRow(-1, id, -1, intensities, List.of());
  }

  /** Rows with every subset of the kinds that is not empty; intensities are small whole numbers. */
  static List<SpectraRow> rows(int count, long seed) {
    Random random = new Random(seed);
    List<SpectraRow> rows = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      int subset = 1 + m % 3;
      Map<String, float[]> intensities = new LinkedHashMap<>();
      for (int kind = 0; kind < KINDS.size(); kind++) {
        if ((subset & (1 << kind)) != 0) {
          float[] values = new float[KINDS.get(kind).grid().length()];
          for (int l = 0; l < values.length; l++) {
            values[l] = random.nextInt(10);
          }
          intensities.put(KINDS.get(kind).name(), values);
        }
      }
      rows.add(row("s" + m, intensities));
    }
    return rows;
  }

  /** Whole numbers far below 2^24: exact in float32, in whatever order they are summed. */
  static float[] embedding(SpectraRow row) {
    float[] embedding = new float[3];
    row.intensities()
        .forEach(
            (kind, values) -> {
              for (int l = 0; l < values.length; l++) {
                for (int c = 0; c < 3; c++) {
                  embedding[c] +=
                      (float) ((kind.equals("uv") ? 1 : -1) * values[l] * Math.pow(l + 1, c));
                }
              }
            });
    return embedding;
  }
}
