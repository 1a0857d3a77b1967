package io.molspectra.cli;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.molspectra.file.AtomicFile;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.evaluate.Bootstrap;
import io.molspectra.trainer.evaluate.ConformalCalibration;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.ForceEvaluation;
import io.molspectra.trainer.evaluate.ForcePredictions;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import io.molspectra.trainer.evaluate.ScalarPredictions;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.finetune.FinetuneAnswers;
import io.molspectra.trainer.finetune.FinetuneData;
import io.molspectra.trainer.finetune.FinetuneEvaluation;
import io.molspectra.trainer.finetune.FinetuneStart;
import io.molspectra.trainer.label.MoleculeSplit;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.ErrorHistogram;
import io.molspectra.trainer.report.ParityPlot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Tell how well a fine-tuned run predicts molecules it was not trained on.",
      "",
      "Errors with 95 %% intervals (bootstrap), by element and size, beside what the mean and"
          + " references by element alone give; intervals calibrated on the validation molecules"
          + " with the share they cover. Writes results.json, and into the run parity and error"
          + " figures and calibration.json, which export takes over. Of an ensemble the mean is"
          + " evaluated. What is evaluated is the best checkpoint; a run that held nothing out for"
          + " validation has none: give --last."
    },
    footer = {
      "",
      "Examples:",
      "  trainer evaluate --run runs/gap --split test --output results.json",
      "  trainer evaluate --run runs/ensemble"
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final List<Double> COVERAGES = List.of(0.68, 0.9, 0.95);

  /** Blocks of frames that are drawn together, where neighbours are alike. */
  private static final int FRAME_BLOCK = 10;

  /** Name of the file of calibrations in a run. */
  static final String CALIBRATION = "calibration.json";

  @Spec private CommandSpec spec;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "Folder of a fine-tuning run, or of an ensemble's runs.")
  private Path run;

  @Option(
      names = "--split",
      defaultValue = "test",
      paramLabel = "PART",
      description = "train, validation or test. Default: ${DEFAULT-VALUE}.")
  private String split;

  @Option(
      names = "--last",
      description =
          "Evaluate the last checkpoint instead of the best one, as export --last takes it.")
  private boolean last;

  @Option(
      names = "--output",
      paramLabel = "FILE.json",
      description = "Where to write the results, too; they always go to results.json in the run.")
  private @Nullable Path output;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Structures, if they moved since the training.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Table of labels, if it moved since the training.")
  private @Nullable Path labels;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Override
  public Integer call() throws Exception {
    List<RunFolder> members = FinetunedRun.members(run);
    FinetuneConfig config = FinetunedRun.config(members.get(0));
    LabelledInput input = FinetunedRun.input(members.get(0)).at(data, labels);
    Device where = Devices.parse(device);
    List<FinetuneStart> networks = networks(members);
    FinetuneEvaluation evaluated = predict(members, networks, input, where, split);
    FinetuneEvaluation validation = null;
    if (split.equals("validation")) {
      validation = evaluated;
    } else if (evaluated.data().split().validation().length > 0) {
      validation = predict(members, networks, input, where, "validation");
    }
    EvaluationReport report = report(config, networks, evaluated, validation);
    report.write(run.resolve(EvaluationReport.FILE));
    if (output != null) {
      report.write(output);
    }
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  private List<FinetuneStart> networks(List<RunFolder> members) throws IOException {
    var networks = new ArrayList<FinetuneStart>();
    for (RunFolder member : members) {
      networks.add(FinetuneStart.trained(member, last, this::say));
    }
    return networks;
  }

  private FinetuneEvaluation predict(
      List<RunFolder> members,
      List<FinetuneStart> networks,
      LabelledInput input,
      Device where,
      String part)
      throws IOException {
    FinetuneData first = null;
    var answers = new ArrayList<FinetuneAnswers>();
    for (int i = 0; i < members.size(); i++) {
      FinetuneData known = FinetunedRun.data(members.get(i), input, this::say);
      first = first == null ? known : first;
      answers.add(
          FinetunedRun.predict(networks.get(i), known, where, of -> molecules(of.split(), part)));
    }
    return new FinetuneEvaluation(java.util.Objects.requireNonNull(first), answers);
  }

  private int[] molecules(MoleculeSplit parts, String part) {
    int[] molecules =
        switch (part) {
          case "train", "training" -> parts.training();
          case "validation", "val" -> parts.validation();
          case "test" -> parts.test();
          default ->
              throw new CommandFailure(
                  ExitCode.USAGE,
                  "--split '%s' is none of train, validation, test".formatted(part));
        };
    if (molecules.length == 0) {
      throw new CommandFailure(ExitCode.FAILURE, "%s has no molecules for %s".formatted(run, part));
    }
    return molecules;
  }

  private EvaluationReport report(
      FinetuneConfig config,
      List<FinetuneStart> networks,
      FinetuneEvaluation evaluated,
      @Nullable FinetuneEvaluation validation)
      throws IOException {
    long seed = config.common().seed();
    boolean frames = config.finetune().task().equals("md17");
    Bootstrap bootstrap =
        frames ? Bootstrap.ofFrames(seed, FRAME_BLOCK) : Bootstrap.ofMolecules(seed);
    var scalars = new ArrayList<ScalarEvaluation>();
    ObjectNode calibrated = new ObjectMapper().createObjectNode();
    calibrated.put(Calibrations.CHECKPOINT, last ? Calibrations.LAST : Calibrations.BEST);
    for (int i = 0; i < config.finetune().targets().size(); i++) {
      ScalarPredictions predictions = evaluated.scalars(i);
      List<ConformalCalibration> calibrations =
          validation == null ? List.of() : calibrate(validation.scalars(i));
      scalars.add(
          ScalarEvaluation.of(predictions, evaluated.baselines(i), bootstrap, calibrations));
      var list = calibrated.putArray(predictions.task());
      calibrations.forEach(calibration -> list.add(calibration.toJson()));
      draw(predictions);
    }
    try (AtomicFile file = AtomicFile.create(run.resolve(CALIBRATION))) {
      file.stream()
          .write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(calibrated));
      file.commit();
    }
    ForcePredictions forces = evaluated.forces().orElse(null);
    return EvaluationReport.of(
        config.finetune().task(),
        split,
        seed,
        evaluated.data().split().training().length,
        scalars,
        forces == null ? null : ForceEvaluation.of(forces, bootstrap),
        provenance(networks, config));
  }

  private void draw(ScalarPredictions predictions) throws IOException {
    String task = predictions.task();
    ParityPlot.write(
        run.resolve("parity-%s.png".formatted(task)),
        task,
        predictions.unit(),
        predictions.truth(),
        predictions.predicted());
    ErrorHistogram.write(
        run.resolve("errors-%s.png".formatted(task)),
        task,
        predictions.unit(),
        predictions.truth(),
        predictions.predicted());
  }

  private static List<ConformalCalibration> calibrate(ScalarPredictions validation) {
    var calibrations = new ArrayList<ConformalCalibration>();
    for (double coverage : COVERAGES) {
      if ((validation.usable().length + 1) * (1 - coverage) >= 1) {
        calibrations.add(
            ConformalCalibration.of(validation, coverage, ConformalCalibration.Kind.ABSOLUTE));
        if (validation.spread() != null) {
          calibrations.add(
              ConformalCalibration.of(validation, coverage, ConformalCalibration.Kind.NORMALISED));
        }
      }
    }
    return calibrations;
  }

  private Map<String, String> provenance(List<FinetuneStart> networks, FinetuneConfig config) {
    var provenance = new LinkedHashMap<String, String>();
    provenance.put("run", String.valueOf(run.toAbsolutePath().normalize().getFileName()));
    provenance.put("networks", Integer.toString(networks.size()));
    provenance.put(EvaluationReport.CHECKPOINT, checkpoint(networks));
    provenance.put("split", config.finetune().split());
    provenance.put("split_seed", Long.toString(config.finetune().splitSeed()));
    return provenance;
  }

  private String checkpoint(List<FinetuneStart> networks) {
    String steps =
        networks.stream().map(one -> Long.toString(one.step())).collect(Collectors.joining(", "));
    return "%s, step %s".formatted(last ? Calibrations.LAST : Calibrations.BEST, steps);
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
