package io.molspectra.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleWriter;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A bundle that shows attention: the runtime's toy graphs of uv (1 to 4 eV, 4 points) and ir (500
 * to 550 cm-1, 6 points), two tokens each at 1.5, 3.5 eV, 520 and 550 cm-1. In the first layer,
 * head 1 takes equally from all tokens present, head 2 from those of uv; the second layer is half
 * the first.
 */
final class ToyAttentionBundle {

  private ToyAttentionBundle() {}

  static Path in(Path parent) throws IOException {
    Path target = parent.resolve("toy-attention");
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

  private static void copy(BundleWriter writer, String resource) throws IOException {
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    try (InputStream in = ToyAttentionBundle.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in, resource), writer.file(name));
    }
  }
}
