package io.molspectra.trainer.finetune;

import io.molspectra.network.PropertyHead;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Answers of a fine-tuned network for some molecules, in the units of the labels. */
public final class FinetuneAnswers {
  private final FinetuneData data;
  private final int[] molecules;
  private final Map<String, double[]> scalars = new LinkedHashMap<>();
  private final float[] forces;
  private int filled;
  private int filledForces;

  FinetuneAnswers(FinetuneData data, int[] molecules) {
    this.data = data;
    this.molecules = molecules.clone();
    data.heads().forEach(head -> scalars.put(head.task(), new double[molecules.length]));
    int atoms = Arrays.stream(molecules).map(data.labelled().structures()::atomCount).sum();
    this.forces = new float[data.learnsForces() ? 3 * atoms : 0];
  }

  void add(FinetuneBatch batch, FinetuneModel.Answers answers) {
    for (PropertyHead head : data.heads()) {
      float[] standardised = Objects.requireNonNull(answers.scalars().get(head.task()));
      double[] all = Objects.requireNonNull(scalars.get(head.task()));
      for (int i = 0; i < standardised.length; i++) {
        all[filled + i] = data.inUnit(head, standardised[i], batch.molecules()[i]);
      }
    }
    filled += batch.moleculeCount();
    double scale = data.heads().get(0).scale();
    for (float value : answers.forces()) {
      forces[filledForces++] = (float) (value * scale);
    }
  }

  /** Indices of the molecules in the store. */
  public int[] molecules() {
    return molecules.clone();
  }

  /** Answers of a task, one a molecule. */
  public double[] of(String task) {
    double[] answers = scalars.get(task);
    if (answers == null) {
      throw new IllegalArgumentException(
          "there is no task %s; known are %s".formatted(task, scalars.keySet()));
    }
    return answers.clone();
  }

  /** Forces on the atoms, [A, 3] laid end to end; empty if none were learned. */
  public float[] forces() {
    return forces.clone();
  }
}
