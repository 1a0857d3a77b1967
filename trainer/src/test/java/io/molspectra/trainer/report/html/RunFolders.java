package io.molspectra.trainer.report.html;

import io.molspectra.trainer.evaluate.Baselines;
import io.molspectra.trainer.evaluate.Bootstrap;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.ForceEvaluation;
import io.molspectra.trainer.evaluate.ForcePredictions;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import io.molspectra.trainer.evaluate.ScalarPredictions;
import io.molspectra.trainer.report.ParityPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Folders of runs as fine-tuning and evaluation leave them. */
final class RunFolders {

  private RunFolders() {}

  /** A run on QM9 whose test errors of homo are all as given, in eV. */
  static Path qm9(Path folder, int seed, double error) throws IOException {
    start(folder, "qm9", "homo", seed, "gdb9.sdf.gz");
    double[] truth = {-6, -7, -8, -9};
    double[] predicted = {-6 + error, -7 + error, -8 - error, -9 - error};
    EvaluationReport.of(
            "qm9",
            "test",
            seed,
            1000,
            List.of(
                ScalarEvaluation.of(
                    new ScalarPredictions(
                        "homo",
                        "eV",
                        List.of("a", "b", "c", "d"),
                        new int[] {1, 1, 1, 1},
                        new int[] {6, 6, 6, 8},
                        truth,
                        predicted,
                        null),
                    Baselines.ofMean(-7.5),
                    Bootstrap.ofMolecules(seed))),
            null,
            Map.of("data", "gdb9.sdf.gz"))
        .write(folder.resolve(EvaluationReport.FILE));
    ParityPlot.write(folder.resolve("parity-homo.png"), "homo", "eV", truth, predicted);
    return folder;
  }

  /** A run on a trajectory of ethanol whose force components err by 0.25 kcal/mol/A. */
  static void md17(Path folder) throws IOException {
    start(folder, "md17", "energy", 1, "md17_ethanol.npz");
    EvaluationReport.of(
            "md17",
            "test",
            1,
            950,
            List.of(),
            ForceEvaluation.of(
                new ForcePredictions(
                    "kcal/mol/A",
                    new int[] {1, 1},
                    new int[] {1, 6},
                    new float[] {1, 2, 3, 4, 5, 6},
                    new float[] {1.25f, 1.75f, 3.25f, 4.25f, 4.75f, 6.25f}),
                Bootstrap.ofMolecules(1)),
            Map.of())
        .write(folder.resolve(EvaluationReport.FILE));
  }

  static void start(Path folder, String task, String target, int seed, String file)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.yaml"),
        "model:\n  num_layers: 3\nseed: %d\nfinetune:\n  task: %s\n  targets:\n  - name: %s\n    unit: eV\n"
            .formatted(seed, task, target));
    Files.writeString(
        folder.resolve("data.json"),
        "{\"files\":[\"%s\"],\"molecules\":1200,\"training\":1000,\"validation\":96,\"test\":104}"
            .formatted(file));
    Files.writeString(
        folder.resolve("metrics.csv"),
        "step,train_loss,validation_loss,validation_mae_homo\n0,,1.5,0.9\n10,0.9,,\n20,0.4,0.037,0.1\n");
  }
}
