package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.Tensor;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.ParameterSource.Initialisation;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of tiny networks on real labels. */
class FinetuneTrainingTest {
  private static final String ENCODER = "representation_model.";

  @TempDir Path folder;

  private static FinetuneData properties(List<String> names, String... settings) {
    LabelledMolecules qm9 = FinetuneRuns.qm9();
    return new FinetuneData(
        qm9, FinetuneRuns.split(qm9.count(), 30, 7), FinetuneRuns.properties(names, settings));
  }

  private Pretraining.Summary train(String name, FinetuneData data) throws IOException {
    try (Pretraining run = FinetuneRuns.open(folder.resolve(name), data)) {
      return run.run(TrainingProgress.silent());
    }
  }

  private void stopAfter(long last, String name, FinetuneData data) throws IOException {
    try (Pretraining run = FinetuneRuns.open(folder.resolve(name), data)) {
      Pretraining.Summary summary =
          run.run(
              new TrainingProgress() {
                @Override
                public void step(long step, int molecules, double loss) {
                  if (step == last) {
                    run.stop();
                  }
                }

                @Override
                public void message(String line) {}

                @Override
                public void close() {}
              });
      assertFalse(summary.finished());
      assertEquals(last, summary.step());
    }
  }

  private Pretraining.Summary resume(String name, FinetuneData data) throws IOException {
    try (Pretraining run = FinetuneRuns.open(folder.resolve(name), data)) {
      run.resume(message -> assertEquals("", message));
      return run.run(TrainingProgress.silent());
    }
  }

  @Test
  void trainingMoleculesAreLearned() throws IOException {
    FinetuneData data =
        properties(
            List.of("gap", "U0"),
            "model.embedding_dimension=16",
            "schedule.max_steps=150",
            "validate_every=150",
            "optimiser.lr=0.01",
            "data.batch_size=10");
    train("learned", data);
    int[] training = data.split().training();
    try (FinetuneTask task = FinetuneRuns.best(folder.resolve("learned"), data)) {
      FinetuneAnswers answers = task.predict(training);
      for (String name : List.of("gap", "U0")) {
        double[] labels = data.labelled().column(name).values();
        int number = List.of("gap", "U0").indexOf(name);
        double[] answered = answers.of(data.heads().get(number).task());
        double error =
            IntStream.range(0, training.length)
                .mapToDouble(i -> Math.abs(answered[i] - labels[training[i]]))
                .average()
                .orElseThrow();
        // The scale is the deviation of what is to be learned, about 1.25 times the mean error of
        // answering nothing.
        double share = error / data.heads().get(number).scale();
        assertTrue(share < 0.55, "%s: error %.2f of the scale".formatted(name, share));
      }
    }
  }

  @Test
  void forcesOfTrainingFramesAreLearned() throws IOException {
    LabelledMolecules ethanol = FinetuneRuns.ethanol();
    var data =
        new FinetuneData(
            ethanol,
            FinetuneRuns.split(ethanol.count(), 12, 6),
            FinetuneRuns.forces(
                "model.embedding_dimension=16",
                "schedule.max_steps=100",
                "validate_every=100",
                "optimiser.lr=0.01"));
    train("forces", data);
    float[] labels = Objects.requireNonNull(ethanol.forces()).values();
    try (FinetuneTask task = FinetuneRuns.best(folder.resolve("forces"), data)) {
      float[] forces = task.predict(data.split().training()).forces();
      double error = 0;
      double size = 0;
      for (int k = 0; k < forces.length; k++) {
        error += Math.abs(forces[k] - labels[k]);
        size += Math.abs(labels[k]);
      }
      assertTrue(error < 0.8 * size, "error %.2f of the forces".formatted(error / size));
    }
  }

  @Test
  void interruptedAndResumedItIsTheSameBitForBit() throws IOException {
    FinetuneData data =
        properties(
            List.of("gap", "mu", "r2", "U0"),
            "finetune.average_decay=0.9",
            "finetune.layer_decay=0.5",
            "finetune.denoise_weight=0.1",
            "finetune.loss=huber",
            "schedule.kind=plateau",
            "schedule.factor=0.5",
            "schedule.patience=1",
            "optimiser.lr=0.3");
    train("in-one-go", data);
    for (long last : new long[] {1, 4, 6, 7}) {
      String name = "stopped-" + last;
      stopAfter(last, name, data);
      assertTrue(resume(name, data).finished());
      assertSame("in-one-go", name);
    }
    List<String> rates =
        losses("in-one-go").stream()
            .map(row -> row.split(","))
            .map(FinetuneTrainingTest::rate)
            .distinct()
            .toList();
    assertTrue(rates.size() > 3, "the rate never fell on a plateau: " + rates);
  }

  /** The learning rate is the last but one of the columns that are the same in every run. */
  private static String rate(String[] row) {
    return row[row.length - 2];
  }

  @Test
  void aFrozenEncoderStaysAndItsHeadsLearn() throws IOException {
    FinetuneData data = properties(List.of("gap"), "finetune.freeze_encoder=true");
    train("frozen", data);
    stopAfter(3, "resumed", data);
    resume("resumed", data);
    assertSame("frozen", "resumed");
    ParameterSource before = FinetuneStart.fresh().source(data.config().common().seed());
    FinetuneStart after = FinetuneStart.read(folder.resolve("frozen"), warning -> {});
    long stayed = 0;
    long learned = 0;
    for (String name : after.parameters().keySet()) {
      Tensor trained = Objects.requireNonNull(after.parameters().get(name));
      // Matrices and tables: how they are drawn is one of few ways, and biases could all be zero.
      if (trained.shape().length == 2) {
        boolean same =
            Stream.of(Initialisation.values())
                .anyMatch(how -> trained.equals(before.get(name, how, trained.shape())));
        if (name.startsWith(ENCODER)) {
          assertTrue(same, name);
          stayed++;
        } else if (!same) {
          learned++;
        }
      }
    }
    assertTrue(stayed > 10 && learned > 3, "%d stayed, %d learned".formatted(stayed, learned));
  }

  @Test
  void aRunThatGetsNoBetterEndsEarly() throws IOException {
    // So small a rate moves no float32: every validation is like the first.
    FinetuneData data =
        properties(
            List.of("gap"),
            "finetune.patience=3",
            "schedule.max_steps=50",
            "schedule.kind=constant",
            "schedule.eta_min=0",
            "optimiser.lr=1e-30");
    Pretraining.Summary summary = train("early", data);
    assertTrue(summary.finished());
    assertEquals(2, summary.best().step());
    assertEquals(2 + 3 * 2, summary.step());
    try (Pretraining run = FinetuneRuns.open(folder.resolve("early"), data)) {
      run.resume(message -> assertEquals("", message));
      assertTrue(run.isFinished());
    }
  }

  private void assertSame(String expected, String actual) throws IOException {
    assertEquals(losses(expected), losses(actual));
    Path last = newest(expected);
    List<Path> files;
    try (Stream<Path> all = Files.list(last)) {
      files = all.filter(file -> file.toString().endsWith(".safetensors")).toList();
    }
    assertTrue(files.size() >= 2, files::toString);
    for (Path file : files) {
      Path other = newest(actual).resolve(file.getFileName());
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other), other.toString());
    }
  }

  private Path newest(String name) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(name).resolve("checkpoints"))) {
      return all.filter(path -> path.getFileName().toString().startsWith("step-"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  /** The rows of metrics.csv without the last column, the speed. */
  private List<String> losses(String name) throws IOException {
    return Files.readAllLines(new RunFolder(folder.resolve(name)).metrics()).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }
}
