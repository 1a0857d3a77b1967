package io.molspectra.trainer.export;

import io.molspectra.graph.Graph;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import java.util.ArrayList;
import java.util.List;

/**
 * SpecFormer as a bundle ships it: outputs {@code tokens}, {@code embedding}, {@code
 * attention_LAYER}, {@code token_kind}, {@code token_position} and {@code patches_KIND}.
 *
 * @param graph with its parameters
 * @param kinds of spectra, in the network's order
 * @param layers of attention
 */
public record ExportedSpecFormer(Graph graph, List<SpectrumKind> kinds, int layers) {

  /** Builds the form for inference. */
  public static ExportedSpecFormer of(
      SpecFormerSettings settings, List<SpectrumKind> kinds, ParameterSource parameters) {
    Graph graph =
        SpecFormerNetwork.forInference("specformer", settings, parameters)
            .withAttention()
            .withTokenPlaces(positions(settings, kinds))
            .withReconstruction()
            .build();
    return new ExportedSpecFormer(graph, kinds, settings.layers());
  }

  /** Results of {@code specformer.onnx}. */
  List<String> embeddingOutputs() {
    return List.of(SpecFormerNetwork.BUNDLE_TOKENS, SpecFormerNetwork.BUNDLE_EMBEDDING);
  }

  /** Results of {@code specformer-attention.onnx}. */
  List<String> attentionOutputs() {
    var names = new ArrayList<String>();
    for (int layer = 0; layer < layers; layer++) {
      names.add(SpecFormerNetwork.attention(layer));
    }
    names.add(SpecFormerNetwork.TOKEN_KIND);
    names.add(SpecFormerNetwork.TOKEN_POSITION);
    return names;
  }

  /** Results of {@code head-reconstruction.onnx}, computed from the tokens. */
  List<String> reconstructionOutputs() {
    return kinds.stream().map(kind -> SpecFormerNetwork.patches(kind.name())).toList();
  }

  private static double[] positions(SpecFormerSettings settings, List<SpectrumKind> kinds) {
    double[] positions = new double[settings.tokens()];
    int token = 0;
    for (int k = 0; k < kinds.size(); k++) {
      SpectrumPatches patches = settings.spectra().get(k);
      SpectrumGrid grid = kinds.get(k).grid();
      for (int patch = 0; patch < patches.count(); patch++) {
        double first = (double) patch * patches.stride();
        positions[token++] =
            grid.start() + (first + (patches.patchLength() - 1) / 2.0) * grid.step();
      }
    }
    return positions;
  }
}
