package io.molspectra.trainer.finetune;

import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.DataSettings;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.data.NoisyBatch;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.data.ShuffledBatches;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.label.ForceLabels;
import io.molspectra.trainer.label.LabelColumn;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.label.MoleculeSplit;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Batches with targets; what a batch holds depends on seed and step alone. */
public final class FinetuneData {
  private static final int SLOT_MULTIPLE = 2;

  private final FinetuneConfig config;
  private final LabelledMolecules labelled;
  private final MoleculeSplit split;
  private final List<PropertyHead> heads;
  private final Map<String, double[]> standardised = new LinkedHashMap<>();
  private final int[] atomOffsets;
  private final MoleculeBatcher batcher;

  /**
   * Fits references, offsets and scales to the training molecules.
   *
   * @throws ConfigException if a target has no labels, or forces are wanted and not there
   */
  public FinetuneData(LabelledMolecules labelled, MoleculeSplit split, FinetuneConfig config) {
    this(labelled, split, config, fit(labelled, split.training(), config));
  }

  /**
   * With what was fitted before.
   *
   * @param heads one a target, in their order
   */
  public FinetuneData(
      LabelledMolecules labelled,
      MoleculeSplit split,
      FinetuneConfig config,
      List<PropertyHead> heads) {
    this.config = config;
    this.labelled = labelled;
    this.split = split;
    this.heads = List.copyOf(heads);
    this.batcher = new MoleculeBatcher(config.common().model().cutoffUpper(), SLOT_MULTIPLE);
    StructureStore structures = labelled.structures();
    this.atomOffsets = new int[structures.count() + 1];
    for (int m = 0; m < structures.count(); m++) {
      atomOffsets[m + 1] = atomOffsets[m] + structures.atomCount(m);
    }
    for (int i = 0; i < heads.size(); i++) {
      LabelColumn labels = column(labelled, config.finetune().targets().get(i));
      standardised.put(heads.get(i).task(), standardise(heads.get(i), labels));
    }
    if (learnsForces() && labelled.forces() == null) {
      throw new ConfigException(
          "forces are to be learned (%s), but the data have none; give --forces none"
              .formatted(config.finetune().forces()));
    }
  }

  private static List<PropertyHead> fit(
      LabelledMolecules labelled, int[] training, FinetuneConfig config) {
    var fit = new TargetFit(labelled.structures(), training);
    var heads = new ArrayList<PropertyHead>();
    for (TargetSettings target : config.finetune().targets()) {
      heads.add(fit.fit(target, column(labelled, target)));
    }
    return heads;
  }

  private static LabelColumn column(LabelledMolecules labelled, TargetSettings target) {
    LabelColumn column = labelled.columns().get(target.name());
    if (column == null) {
      throw new ConfigException(
          "there are no labels named '%s'; known are %s"
              .formatted(target.name(), labelled.columns().keySet()));
    }
    return column;
  }

  private double[] standardise(PropertyHead head, LabelColumn labels) {
    double[] values = labels.values().clone();
    Arrays.setAll(
        values,
        m ->
            (values[m]
                    - TargetFit.share(
                        head.kind(), head.references(), labelled.structures().molecule(m))
                    - head.offset())
                / head.scale());
    return values;
  }

  public FinetuneConfig config() {
    return config;
  }

  /** Which molecules are for what. */
  public MoleculeSplit split() {
    return split;
  }

  /** Structures and labels. */
  public LabelledMolecules labelled() {
    return labelled;
  }

  /** What was fitted, one head a target. */
  public List<PropertyHead> heads() {
    return heads;
  }

  /** Whether forces are learned. */
  boolean learnsForces() {
    return config.finetune().forces() != io.molspectra.trainer.config.FinetuneSettings.Forces.NONE;
  }

  /** Standardised target of a molecule; NaN if it is not known. */
  double target(PropertyHead head, int molecule) {
    return java.util.Objects.requireNonNull(standardised.get(head.task()))[molecule];
  }

  /** The answer of a head in the property's unit. */
  double inUnit(PropertyHead head, double answer, int molecule) {
    return answer * head.scale()
        + head.offset()
        + TargetFit.share(head.kind(), head.references(), labelled.structures().molecule(molecule));
  }

  /** Batches of the steps from one (inclusive) to another (exclusive), made in the background. */
  Prefetcher<FinetuneBatch> training(long firstStep, long endStep) {
    DataSettings data = config.common().data();
    long seed = config.common().seed();
    var batches = new ShuffledBatches(split.training(), data.batchSize(), seed);
    return new Prefetcher<>(
        step -> {
          int[] indices = batches.batch(step);
          NoisyBatch noisy =
              config.finetune().denoiseWeight() > 0
                  ? NoisyBatch.training(
                      labelled.structures(), indices, config.common().noise().sigma(), seed, step)
                  : clean(indices);
          return batch(indices, noisy);
        },
        firstStep,
        endStep,
        data.prefetch());
  }

  /** Molecules as they are, in batches. */
  Prefetcher<FinetuneBatch> asTheyAre(int[] molecules) {
    int size = config.common().data().evalBatchSize();
    int count = (molecules.length + size - 1) / size;
    return new Prefetcher<>(
        i -> {
          int from = Math.toIntExact(i) * size;
          int[] part = Arrays.copyOfRange(molecules, from, Math.min(molecules.length, from + size));
          return batch(part, clean(part));
        },
        0,
        count,
        config.common().data().prefetch());
  }

  private NoisyBatch clean(int[] indices) {
    List<Molecule> molecules =
        Arrays.stream(indices).mapToObj(labelled.structures()::molecule).toList();
    int atoms = molecules.stream().mapToInt(Molecule::atomCount).sum();
    return new NoisyBatch(molecules, new float[3 * atoms]);
  }

  private FinetuneBatch batch(int[] indices, NoisyBatch noisy) {
    var targets = new LinkedHashMap<String, float[]>();
    standardised.forEach(
        (task, values) -> {
          float[] target = new float[indices.length];
          float[] weight = new float[indices.length];
          long known = Arrays.stream(indices).filter(m -> Double.isFinite(values[m])).count();
          for (int i = 0; i < indices.length; i++) {
            double value = values[indices[i]];
            target[i] = Double.isFinite(value) ? (float) value : 0;
            weight[i] = Double.isFinite(value) ? 1f / known : 0;
          }
          targets.put(task + MoleculeNetwork.TARGET, target);
          targets.put(task + MoleculeNetwork.WEIGHT, weight);
        });
    if (learnsForces()) {
      targets.put(MoleculeNetwork.FORCES + MoleculeNetwork.TARGET, forces(indices));
    }
    return new FinetuneBatch(indices, PreparedBatch.of(batcher, noisy), targets);
  }

  /** Forces over the scale of their energy, laid end to end. */
  private float[] forces(int[] indices) {
    @Nullable ForceLabels labels = labelled.forces();
    float[] all = java.util.Objects.requireNonNull(labels).values();
    int atoms = Arrays.stream(indices).map(m -> atomOffsets[m + 1] - atomOffsets[m]).sum();
    float[] forces = new float[3 * atoms];
    double scale = heads.get(0).scale();
    int filled = 0;
    for (int m : indices) {
      for (int k = 3 * atomOffsets[m]; k < 3 * atomOffsets[m + 1]; k++) {
        forces[filled++] = (float) (all[k] / scale);
      }
    }
    return forces;
  }
}
