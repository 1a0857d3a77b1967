package io.molspectra.trainer.oracle;

import io.molspectra.features.SpectrumInputs;
import io.molspectra.graph.Tensor;
import io.molspectra.network.IntensityTransform;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpecFormerSettings.Head;
import io.molspectra.network.SpecFormerSettings.Norm;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.trainer.data.PatchMasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the oracles say of a SpecFormer: architecture, weights, inputs. */
final class SpecFormerOracle {
  static final List<String> KINDS = List.of("uv", "ir", "raman");
  static final String MODEL = "representation_spec_model.";

  private static final int[] REFERENCE_PATCH = {20, 50, 50};
  private static final int[] REFERENCE_STRIDE = {10, 25, 25};
  private static final double RATIO = 0.1;

  private SpecFormerOracle() {}

  /** The reference's options with the sizes of a file of SpecFormer alone. */
  static SpecFormerSettings settings(Oracle oracle) {
    return settings(
        patches(longs(oracle, "lengths"), longs(oracle, "patch_len"), longs(oracle, "stride")),
        oracle.size("d_model"),
        oracle.size("n_heads"),
        oracle.size("n_layers"),
        oracle.size("d_ff"),
        (int) oracle.array("w/out_norm.weight").shape()[0]);
  }

  /** Those of the file of the whole training step. */
  static SpecFormerSettings settingsOfStep(Oracle oracle) {
    return settings(
        patches(new int[] {701, 3501, 3501}, REFERENCE_PATCH, REFERENCE_STRIDE), 16, 4, 3, 32, 32);
  }

  private static SpecFormerSettings settings(
      List<SpectrumPatches> patches, int width, int heads, int layers, int inner, int output) {
    return new SpecFormerSettings(
        patches, width, heads, layers, inner, output, true, Norm.BATCH, Head.FLATTEN);
  }

  private static List<SpectrumPatches> patches(int[] lengths, int[] patch, int[] stride) {
    var patches = new ArrayList<SpectrumPatches>();
    for (int i = 0; i < KINDS.size(); i++) {
      patches.add(
          new SpectrumPatches(
              KINDS.get(i), lengths[i], patch[i], stride[i], IntensityTransform.REFERENCE));
    }
    return patches;
  }

  private static int[] longs(Oracle oracle, String key) {
    long[] values = oracle.array("meta/" + key).toLongs();
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = (int) values[i];
    }
    return integers;
  }

  /** Weights whose keys lack the model's name. */
  static ReferenceWeights weights(Oracle oracle) {
    var state = new LinkedHashMap<String, Tensor>();
    oracle.state("w/").forEach((key, tensor) -> state.put(MODEL + key, tensor));
    return new ReferenceWeights(state, oracle.heads());
  }

  /** Spectra that are all there, and the masks that the file's random numbers give. */
  static Map<String, Tensor> inputs(Oracle oracle) {
    var inputs = new LinkedHashMap<String, Tensor>();
    for (String kind : KINDS) {
      Tensor spectra = oracle.tensor("in/" + kind);
      int molecules = (int) spectra.shape()[0];
      inputs.put(SpectrumInputs.intensities(kind), spectra);
      inputs.put(SpectrumInputs.present(kind), Tensor.filled(1, molecules));
      inputs.put(SpecFormerNetwork.mask(kind), mask(oracle, kind, molecules));
    }
    return inputs;
  }

  private static Tensor mask(Oracle oracle, String kind, int molecules) {
    double[] noise = oracle.doubles("in/mask_noise_" + kind);
    int patches = noise.length / molecules;
    float[] mask = new float[noise.length];
    for (int m = 0; m < molecules; m++) {
      double[] row = java.util.Arrays.copyOfRange(noise, m * patches, (m + 1) * patches);
      System.arraycopy(PatchMasks.ofNoise(row, RATIO), 0, mask, m * patches, patches);
    }
    return Tensor.of(mask, molecules, patches);
  }
}
