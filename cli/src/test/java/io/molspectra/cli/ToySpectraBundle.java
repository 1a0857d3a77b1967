package io.molspectra.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.GoldenSpectra;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bundles of the toy graphs that embed spectra: embedding = (sum of the first, sum of the second
 * points of uv and ir). With structures: embedding = (sum of atomic numbers, ordered pairs closer
 * than 3 angstrom and self pairs), so that (8, 1) is an oxygen atom and (2, 4) hydrogen.
 */
final class ToySpectraBundle {

  static final SpectrumKind UV =
      new SpectrumKind("uv", new SpectrumGrid(1, 1, 4, SpectralUnit.ELECTRONVOLT));
  static final SpectrumKind IR =
      new SpectrumKind("ir", new SpectrumGrid(500, 10, 6, SpectralUnit.WAVENUMBER));

  private static final String TWO = "specformer-two.onnx";

  private ToySpectraBundle() {}

  /** A bundle of both encoders. */
  static Path in(Path parent) throws IOException {
    return write(parent, "toy-2", new Preprocessor(3, 99), TWO, List.of());
  }

  /** The same with golden spectra. */
  static Path ofBoth(Path parent, List<GoldenSpectra> golden) throws IOException {
    return write(parent, "toy-2", new Preprocessor(3, 99), TWO, golden);
  }

  /** The same under its name, but with a longer cutoff: other vectors come out. */
  static Path retrained(Path parent) throws IOException {
    return write(parent, "toy-2", new Preprocessor(4, 99), TWO, List.of());
  }

  /** A bundle whose encoders make 3 and 2 numbers. */
  static Path ofTwoWidths(Path parent) throws IOException {
    return write(parent, "toy-3", new Preprocessor(3, 99), "specformer.onnx", List.of());
  }

  /** A bundle of spectra alone. */
  static Path ofSpectra(Path parent, List<GoldenSpectra> golden) throws IOException {
    return write(parent, "toy-s", null, TWO, golden);
  }

  private static Path write(
      Path parent,
      String id,
      Preprocessor structures,
      String specformer,
      List<GoldenSpectra> golden)
      throws IOException {
    Path target = parent.resolve(id);
    List<SpectrumKind> kinds = List.of(UV, IR);
    List<TaskSpec> tasks = new ArrayList<>(List.of(TaskSpec.spectrumEmbedding()));
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(
          structures == null ? Preprocessor.ofSpectra(kinds) : structures.withSpectra(kinds));
      if (structures != null) {
        tasks.add(TaskSpec.embedding());
        copy("/toy-graphs/weights.bin", writer.file("weights.bin"));
        copy("/toy-graphs/encoder.onnx", writer.file("encoder.onnx"));
      }
      if (!golden.isEmpty()) {
        writer.goldenSpectra(golden);
      }
      copy("/toy-spectra/" + specformer, writer.file("specformer.onnx"));
      writer.finish(id, Instant.EPOCH, "abc123", tasks, Map.of());
    }
    return target;
  }

  private static void copy(String from, Path to) throws IOException {
    try (InputStream in = ToySpectraBundle.class.getResourceAsStream(from)) {
      Files.copy(Objects.requireNonNull(in, from), to);
    }
  }
}
