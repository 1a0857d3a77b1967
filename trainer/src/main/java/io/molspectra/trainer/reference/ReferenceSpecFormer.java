package io.molspectra.trainer.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.graph.Tensor;
import io.molspectra.network.IntensityTransform;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpecFormerSettings.Head;
import io.molspectra.network.SpecFormerSettings.Norm;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.config.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SpecFormer as a configuration of the reference implementation describes it: UV-Vis, IR and Raman
 * in this order, log10(1 + s), batch norms, residual attention scores, flattened head.
 *
 * @param settings architecture
 * @param kinds with the grids that the lengths stand for
 */
public record ReferenceSpecFormer(SpecFormerSettings settings, List<SpectrumKind> kinds) {
  static final Set<String> KEYS =
      Set.of(
          "patch_len", "stride", "lengths", "d_model", "n_heads", "n_layers", "d_ff", "output_dim");

  private static final String MODEL = "representation_spec_model.";
  private static final List<SpectrumKind> GRIDS =
      List.of(
          SpectrumKind.UV,
          // The paper's UV-Vis: 1.5 to 13.5 eV.
          new SpectrumKind("uv", new SpectrumGrid(1.5, 0.02, 601, SpectralUnit.ELECTRONVOLT)),
          SpectrumKind.IR,
          SpectrumKind.RAMAN);
  private static final List<String> ORDER = List.of("uv", "ir", "raman");

  static ReferenceSpecFormer read(Path file, JsonNode root) {
    List<Integer> lengths = integers(file, root, "lengths");
    List<Integer> patch = integers(file, root, "patch_len");
    List<Integer> stride = integers(file, root, "stride");
    var kinds = new ArrayList<SpectrumKind>();
    var patches = new ArrayList<SpectrumPatches>();
    for (int i = 0; i < ORDER.size(); i++) {
      SpectrumKind kind = kind(file, ORDER.get(i), lengths.get(i));
      kinds.add(kind);
      patches.add(
          new SpectrumPatches(
              kind.name(),
              lengths.get(i),
              patch.get(i),
              stride.get(i),
              IntensityTransform.REFERENCE));
    }
    return new ReferenceSpecFormer(
        new SpecFormerSettings(
            patches,
            ReferenceConfig.integer(file, root, "d_model"),
            ReferenceConfig.integer(file, root, "n_heads"),
            ReferenceConfig.integer(file, root, "n_layers"),
            ReferenceConfig.integer(file, root, "d_ff"),
            ReferenceConfig.integer(file, root, "output_dim"),
            true,
            Norm.BATCH,
            Head.FLATTEN),
        kinds);
  }

  private static SpectrumKind kind(Path file, String name, int length) {
    return GRIDS.stream()
        .filter(kind -> kind.name().equals(name) && kind.grid().length() == length)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s: lengths: it is not known which points %d values of %s stand for; known are %s"
                        .formatted(
                            file,
                            length,
                            name,
                            GRIDS.stream().filter(kind -> kind.name().equals(name)).toList())));
  }

  /** A list of three, or one number for all. */
  private static List<Integer> integers(Path file, JsonNode root, String key) {
    JsonNode value = ReferenceConfig.required(file, root, key);
    var all = new ArrayList<Integer>();
    if (value.isArray()) {
      value.forEach(element -> all.add(integer(file, key, element)));
    } else {
      ORDER.forEach(kind -> all.add(integer(file, key, value)));
    }
    if (all.size() != ORDER.size()) {
      throw new ConfigException(
          "%s: %s must list a number for each of %s, got %s".formatted(file, key, ORDER, value));
    }
    return all;
  }

  private static int integer(Path file, String key, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new ConfigException("%s: %s must hold integers, got %s".formatted(file, key, value));
    }
    return value.intValue();
  }

  /**
   * A state dictionary's key with the model's name, which a file of SpecFormer alone leaves out.
   */
  static String withModel(String key) {
    boolean ours =
        Set.of("backbone", "head", "reconstruct_heads", "out_norm").contains(key.split("\\.")[0]);
    return ours ? MODEL + key : key;
  }

  /**
   * Makes sure that the weights were trained with as many heads as the configuration says, which no
   * shape tells, but their scale does.
   *
   * @throws ConfigException naming the number of heads that fits
   */
  void requireHeads(Map<String, Tensor> state) {
    double width = (double) settings.width() / settings.heads();
    state.forEach(
        (key, tensor) -> {
          if (key.endsWith("sdp_attn.scale")) {
            double scale = tensor.toDoubles()[0];
            if (Math.abs(scale * scale * width - 1) > 1e-3) {
              throw new ConfigException(
                  "n_heads: %s is %.6g, which belongs to %d heads, not %d"
                      .formatted(
                          key,
                          scale,
                          Math.round(settings.width() * scale * scale),
                          settings.heads()));
            }
          }
        });
  }
}
