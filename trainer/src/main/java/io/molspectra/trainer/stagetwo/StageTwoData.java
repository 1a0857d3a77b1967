package io.molspectra.trainer.stagetwo;

import io.molspectra.features.MoleculeBatcher;
import io.molspectra.features.SpectrumInputs;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.config.SpectrumConfig;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.data.DataSplit;
import io.molspectra.trainer.data.KindDropout;
import io.molspectra.trainer.data.NoisyBatch;
import io.molspectra.trainer.data.PatchMasks;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.data.SeededRandom;
import io.molspectra.trainer.data.ShuffledBatches;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Training and held-out batches; what a batch holds depends on seed and step alone. */
public final class StageTwoData {
  private static final int SLOT_MULTIPLE = 2;

  /** Of few molecules no more than one in so many is held out. */
  private static final int LEAST_SHARE = 5;

  /** Share of patches hidden in validation, whatever it is in training: so runs compare. */
  private static final double HELD_OUT_MASK_RATIO = 0.1;

  /** Digits of a scale that is worked out: enough, and legible in the configuration. */
  private static final MathContext SCALE_DIGITS = new MathContext(4);

  private final StructureStore structures;
  private final SpectraStore spectra;
  private final int[] rows;
  private final DataSplit split;
  private final StageTwoConfig config;
  private final SpecFormerSettings network;
  private final MoleculeBatcher batcher;

  /** Position of each kind of the network among those of the store. */
  private final int[] kinds;

  /**
   * @param config scales of 0 are worked out from the training molecules, and kinds of spectra that
   *     no molecule has are left out: see {@link #config()}
   * @throws io.molspectra.trainer.data.StructureDataException if too few molecules are left
   */
  public StageTwoData(SpectraPairs pairs, SpectraStore spectra, StageTwoConfig config) {
    this.structures = pairs.structures();
    this.spectra = spectra;
    this.rows = pairs.spectra();
    int heldOut =
        Math.min(config.common().data().validationCount(), structures.count() / LEAST_SHARE);
    this.split = DataSplit.of(structures, heldOut, config.common().seed());
    StageTwoConfig ofThere = withoutAbsentKinds(config);
    this.kinds = ofThere.specformer().kinds().stream().mapToInt(spectra.kinds()::indexOf).toArray();
    this.config = scaled(ofThere);
    this.network = StageTwoNetworks.settings(this.config);
    this.batcher = new MoleculeBatcher(config.common().model().cutoffUpper(), SLOT_MULTIPLE);
  }

  private StageTwoConfig withoutAbsentKinds(StageTwoConfig given) {
    List<SpectrumConfig> there =
        given.specformer().spectra().stream()
            .filter(
                kind -> {
                  int number = spectra.kinds().indexOf(kind.kind());
                  return Arrays.stream(rows).anyMatch(row -> spectra.has(row, number));
                })
            .toList();
    return given.withSpecFormer(given.specformer().withSpectra(there));
  }

  private StageTwoConfig scaled(StageTwoConfig given) {
    int[] training = Arrays.stream(split.training()).map(i -> rows[i]).toArray();
    var spectraConfigs = new ArrayList<SpectrumConfig>();
    for (int k = 0; k < kinds.length; k++) {
      SpectrumConfig kind = given.specformer().spectra().get(k);
      double mean = spectra.mean(kinds[k], training);
      // A kind that is always zero, or never there, needs no scale, but a number.
      double scale = mean > 0 ? new BigDecimal(1 / mean).round(SCALE_DIGITS).doubleValue() : 1;
      spectraConfigs.add(kind.scale() == 0 ? kind.withScale(scale) : kind);
    }
    return given.withSpecFormer(given.specformer().withSpectra(spectraConfigs));
  }

  /** The configuration with all scales. */
  public StageTwoConfig config() {
    return config;
  }

  /** Which molecules are trained on and which held out. */
  public DataSplit split() {
    return split;
  }

  /** The structures that have spectra. */
  public StructureStore structures() {
    return structures;
  }

  /** The spectra of a structure. */
  public SpectraRow spectra(int structure) {
    return spectra.spectra(rows[structure]);
  }

  /** Number of training and held-out molecules that have each kind, in the network's order. */
  public Map<String, Integer> presence() {
    var counts = new LinkedHashMap<String, Integer>();
    for (int k = 0; k < kinds.length; k++) {
      int kind = kinds[k];
      counts.put(
          network.spectra().get(k).kind(),
          (int) Arrays.stream(rows).filter(row -> spectra.has(row, kind)).count());
    }
    return counts;
  }

  /** Batches of the steps from one (inclusive) to another (exclusive), made in the background. */
  Prefetcher<StageTwoBatch> training(long firstStep, long endStep) {
    var common = config.common();
    var batches = new ShuffledBatches(split.training(), common.data().batchSize(), common.seed());
    return new Prefetcher<>(
        step -> {
          int[] indices = batches.batch(step);
          var noisy =
              NoisyBatch.training(structures, indices, common.noise().sigma(), common.seed(), step);
          var generator = PatchMasks.training(common.seed(), step);
          var dropout = KindDropout.generator(common.seed(), step);
          double chance = config.objective().kindDropout();
          double ratio = config.objective().maskRatio();
          return batch(
              noisy,
              indices,
              ratio,
              molecule -> generator,
              row -> KindDropout.shown(present(row), chance, dropout));
        },
        firstStep,
        endStep,
        common.data().prefetch());
  }

  /** All held-out batches with noise and masks that never change. */
  Prefetcher<StageTwoBatch> heldOut() {
    var common = config.common();
    return inBatches(
        split.validation(),
        indices ->
            batch(
                NoisyBatch.validation(structures, indices, common.noise().sigma(), common.seed()),
                indices,
                HELD_OUT_MASK_RATIO,
                molecule -> PatchMasks.validation(common.seed(), molecule),
                this::present));
  }

  /** Molecules as they are: no noise, nothing masked. */
  Prefetcher<StageTwoBatch> asTheyAre(int[] molecules) {
    return inBatches(
        molecules,
        indices -> {
          List<Molecule> clean = Arrays.stream(indices).mapToObj(structures::molecule).toList();
          int atoms = clean.stream().mapToInt(Molecule::atomCount).sum();
          return batch(
              new NoisyBatch(clean, new float[3 * atoms]), indices, 0, null, this::present);
        });
  }

  private Prefetcher<StageTwoBatch> inBatches(
      int[] molecules, Function<int[], StageTwoBatch> prepare) {
    int size = config.common().data().evalBatchSize();
    int count = (molecules.length + size - 1) / size;
    return new Prefetcher<>(
        i -> {
          int from = Math.toIntExact(i) * size;
          return prepare.apply(
              Arrays.copyOfRange(molecules, from, Math.min(molecules.length, from + size)));
        },
        0,
        count,
        config.common().data().prefetch());
  }

  /** Which of the network's kinds a row has. */
  private BitSet present(int row) {
    var present = new BitSet();
    for (int k = 0; k < kinds.length; k++) {
      present.set(k, spectra.has(row, kinds[k]));
    }
    return present;
  }

  private StageTwoBatch batch(
      NoisyBatch noisy,
      int[] indices,
      double ratio,
      @Nullable IntFunction<SeededRandom> masks,
      IntFunction<BitSet> shown) {
    var inputs = new LinkedHashMap<String, float[]>();
    for (int k = 0; k < kinds.length; k++) {
      SpectrumPatches patches = network.spectra().get(k);
      inputs.put(
          SpectrumInputs.intensities(patches.kind()),
          new float[Math.multiplyExact(indices.length, patches.length())]);
      inputs.put(SpectrumInputs.present(patches.kind()), new float[indices.length]);
      inputs.put(
          SpecFormerNetwork.mask(patches.kind()), new float[indices.length * patches.count()]);
    }
    for (int m = 0; m < indices.length; m++) {
      SeededRandom random = masks == null ? null : masks.apply(indices[m]);
      BitSet shownKinds = shown.apply(rows[indices[m]]);
      for (int k = 0; k < kinds.length; k++) {
        float[] mask = random == null ? null : mask(k, ratio, random);
        if (shownKinds.get(k)) {
          fill(inputs, m, rows[indices[m]], k, mask);
        }
      }
    }
    return new StageTwoBatch(PreparedBatch.of(batcher, noisy), inputs);
  }

  private float[] mask(int kind, double ratio, SeededRandom random) {
    return PatchMasks.random(network.spectra().get(kind).count(), ratio, random);
  }

  private void fill(
      Map<String, float[]> inputs, int molecule, int row, int kind, float @Nullable [] mask) {
    SpectrumPatches patches = network.spectra().get(kind);
    float[] intensities =
        Objects.requireNonNull(inputs.get(SpectrumInputs.intensities(patches.kind())));
    spectra.copy(row, kinds[kind], intensities, molecule * patches.length());
    float[] present = Objects.requireNonNull(inputs.get(SpectrumInputs.present(patches.kind())));
    present[molecule] = 1;
    if (mask != null) {
      float[] all = Objects.requireNonNull(inputs.get(SpecFormerNetwork.mask(patches.kind())));
      System.arraycopy(mask, 0, all, molecule * patches.count(), patches.count());
    }
  }
}
