package io.molspectra.trainer.finetune;

import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.evaluate.Baselines;
import io.molspectra.trainer.evaluate.ForcePredictions;
import io.molspectra.trainer.evaluate.ScalarPredictions;
import io.molspectra.trainer.label.ForceLabels;
import io.molspectra.trainer.label.LabelColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Predictions of one or several fine-tuned networks beside the labels, in the units of the labels.
 *
 * @param data of the first network; the others share its molecules and split
 * @param members answers of each network for the same molecules
 */
public record FinetuneEvaluation(FinetuneData data, List<FinetuneAnswers> members) {

  /** Copies the list. */
  public FinetuneEvaluation {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an evaluation needs a network");
    }
  }

  private int[] molecules() {
    return members.get(0).molecules();
  }

  /**
   * One property: the mean over the networks, and their standard deviation if there are several.
   *
   * @param number of the target
   */
  public ScalarPredictions scalars(int number) {
    TargetSettings target = data.config().finetune().targets().get(number);
    LabelColumn labels = data.labelled().column(target.name());
    int[] molecules = molecules();
    double[] mean = new double[molecules.length];
    double[] spread = new double[molecules.length];
    List<double[]> answers = members.stream().map(member -> member.of(target.task())).toList();
    for (int i = 0; i < molecules.length; i++) {
      int at = i;
      mean[i] = answers.stream().mapToDouble(answer -> answer[at]).average().orElseThrow();
      double squares =
          answers.stream()
              .mapToDouble(answer -> (answer[at] - mean[at]) * (answer[at] - mean[at]))
              .sum();
      spread[i] = Math.sqrt(squares / Math.max(1, answers.size() - 1));
    }
    var predictions =
        new ScalarPredictions(
            target.task(),
            target.unit(),
            ids(),
            atomCounts(),
            atomicNumbers(),
            Arrays.stream(molecules).mapToDouble(m -> labels.values()[m]).toArray(),
            mean,
            spread);
    return members.size() > 1 ? predictions : predictions.withoutSpread();
  }

  /** What the same target is without a network. */
  public Baselines baselines(int number) {
    TargetSettings target = data.config().finetune().targets().get(number);
    PropertyHead head = data.heads().get(number);
    double[] labels = data.labelled().column(target.name()).values();
    double mean =
        Arrays.stream(data.split().training())
            .mapToDouble(m -> labels[m])
            .filter(Double::isFinite)
            .average()
            .orElseThrow();
    if (head.references().isEmpty()) {
      return Baselines.ofMean(mean);
    }
    return new Baselines(
        mean, Arrays.stream(molecules()).mapToDouble(m -> data.inUnit(head, 0, m)).toArray());
  }

  /** Forces: the mean over the networks. */
  public Optional<ForcePredictions> forces() {
    if (!data.learnsForces()) {
      return Optional.empty();
    }
    ForceLabels labels = Objects.requireNonNull(data.labelled().forces());
    StructureStore structures = data.labelled().structures();
    float[] truth = new float[members.get(0).forces().length];
    int filled = 0;
    for (int m : molecules()) {
      int length = 3 * structures.atomCount(m);
      System.arraycopy(labels.values(), 3 * structures.atomOffset(m), truth, filled, length);
      filled += length;
    }
    double[] sums = new double[truth.length];
    for (FinetuneAnswers member : members) {
      float[] forces = member.forces();
      Arrays.setAll(sums, k -> sums[k] + forces[k]);
    }
    float[] predicted = new float[truth.length];
    for (int k = 0; k < predicted.length; k++) {
      predicted[k] = (float) (sums[k] / members.size());
    }
    return Optional.of(
        new ForcePredictions(labels.unit(), atomCounts(), atomicNumbers(), truth, predicted));
  }

  /** Whether forces were learned, under the name {@link MoleculeNetwork#FORCES}. */
  public boolean hasForces() {
    return data.learnsForces();
  }

  /** Ids that are unique: those of frames that share one get their number. */
  private List<String> ids() {
    StructureStore structures = data.labelled().structures();
    List<String> ids = Arrays.stream(molecules()).mapToObj(structures::id).toList();
    if (ids.stream().distinct().count() == ids.size()) {
      return ids;
    }
    int[] molecules = molecules();
    return IntStream.range(0, ids.size())
        .mapToObj(i -> ids.get(i) + "#" + structures.record(molecules[i]))
        .toList();
  }

  private int[] atomCounts() {
    return Arrays.stream(molecules()).map(data.labelled().structures()::atomCount).toArray();
  }

  private int[] atomicNumbers() {
    return Arrays.stream(molecules())
        .mapToObj(data.labelled().structures()::molecule)
        .map(Molecule::atomicNumbers)
        .flatMapToInt(Arrays::stream)
        .toArray();
  }
}
