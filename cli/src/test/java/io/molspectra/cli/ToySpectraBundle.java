package io.molspectra.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.features.SpectrumInputs;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.proto.OnnxWriter;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Bundles of toy graphs that take spectra. */
final class ToySpectraBundle {

  private ToySpectraBundle() {}

  /**
   * The runtime's toy graphs of uv (1 to 4 eV, 4 points) and ir (500 to 550 cm-1, 6 points), two
   * tokens each at 1.5, 3.5 eV, 520 and 550 cm-1. In the first layer, head 1 takes equally from all
   * tokens present, head 2 from those of uv; the second layer is half the first.
   */
  static Path withAttention(Path parent) throws IOException {
    Path target = parent.resolve("toy-spectra");
    try (BundleWriter writer = BundleWriter.to(target)) {
      TaskSpec task = TaskSpec.spectrumEmbedding();
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(
          Preprocessor.ofSpectra(
              List.of(
                  new SpectrumKind("uv", new SpectrumGrid(1, 1, 4, SpectralUnit.ELECTRONVOLT)),
                  new SpectrumKind("ir", new SpectrumGrid(500, 10, 6, SpectralUnit.WAVENUMBER)))));
      copy(writer, "/toy-spectra/" + task.file());
      copy(writer, "/toy-spectra/" + TaskSpec.ATTENTION_FILE);
      writer.finish("toy-spectra", Instant.EPOCH, "none", List.of(task), Map.of());
    }
    return target;
  }

  /**
   * Embeds structures as {@link ToyBundle} does, in two channels, and spectra uv of two points (1
   * and 2 eV) as these two intensities.
   */
  static Path withStructures(Path parent) throws IOException {
    Path target = parent.resolve("toy-both");
    try (BundleWriter writer = BundleWriter.to(target)) {
      TaskSpec spectra = TaskSpec.spectrumEmbedding();
      TaskSpec structures = TaskSpec.embedding();
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(
          new Preprocessor(3, 99)
              .withSpectra(
                  List.of(
                      new SpectrumKind(
                          "uv", new SpectrumGrid(1, 1, 2, SpectralUnit.ELECTRONVOLT)))));
      copy(writer, "/toy-graphs/weights.bin");
      copy(writer, "/toy-graphs/" + structures.file());
      var graph = new GraphBuilder("spectra");
      var uv =
          graph.input(SpectrumInputs.intensities("uv"), DType.FLOAT, Dim.symbol("M"), Dim.of(2));
      graph.output("embedding", uv.times(1));
      new OnnxWriter().write(graph.build(), writer.file(spectra.file()));
      writer.finish("toy-both", Instant.EPOCH, "none", List.of(structures, spectra), Map.of());
    }
    return target;
  }

  private static void copy(BundleWriter writer, String resource) throws IOException {
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    try (InputStream in = ToySpectraBundle.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in, resource), writer.file(name));
    }
  }
}
