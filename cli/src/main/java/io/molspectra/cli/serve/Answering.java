package io.molspectra.cli.serve;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.cli.serve.Problem.Reason;
import io.molspectra.cli.serve.Structures.Structure;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers the requests for predictions and embeddings. Thread-safe. */
final class Answering {

  /** Molecules that are asked about at once; between two such parts a deadline is looked at. */
  private static final int PART = 64;

  private final MolSpectraModel model;
  private final Limits limits;
  private final ServeMetrics metrics;
  private final Structures structures;

  Answering(MolSpectraModel model, Limits limits, ServeMetrics metrics) {
    this.model = model;
    this.limits = limits;
    this.metrics = metrics;
    this.structures = new Structures(model, limits.atoms());
  }

  /**
   * The answer to {@code POST /v1/predict}.
   *
   * @param model id of the bundle
   * @param molecules in the order of the request
   */
  record Predicted(String model, int answered, int failed, List<Answer> molecules) {}

  /**
   * The answer to {@code POST /v1/embed}.
   *
   * @param width C, the length of each embedding
   */
  record Embedded(String model, int width, int answered, int failed, List<Answer> molecules) {}

  Predicted predict(PredictRequest request, Deadline deadline) {
    Tasks tasks = Tasks.of(model, request.tasks(), Boolean.TRUE.equals(request.forces()));
    var question = new PredictionQuestion(model, tasks);
    List<Answer> answers =
        answers(request.molecules(), Boolean.TRUE.equals(request.geometry()), deadline, question);
    int failed = failed(answers);
    return new Predicted(id(), answers.size() - failed, failed, answers);
  }

  Embedded embed(EmbedRequest request, Deadline deadline) {
    if (model.bundle().manifest().task(TaskSpec.EMBEDDING).isEmpty()) {
      throw new Problem(
          Reason.UNKNOWN_TASK, "the model %s embeds no molecules; see /v1/model".formatted(id()));
    }
    List<Answer> answers =
        answers(
            request.molecules(), Boolean.TRUE.equals(request.geometry()), deadline, this::embedded);
    int failed = failed(answers);
    return new Embedded(
        id(), model.embed(List.of()).width(), answers.size() - failed, failed, answers);
  }

  /** Everything that the first request would have to wait for. */
  void warmUp() {
    MoleculeInput methanol = new MoleculeInput(null, null, null, "CO");
    var never = new Deadline(ServerSettings.HALF_A_MINUTE, () -> false);
    if (!model.scalarTasks().isEmpty()) {
      predict(new PredictRequest(List.of(methanol), null, null, null), never);
    }
  }

  private List<Answer> answers(
      @Nullable List<@Nullable MoleculeInput> given,
      boolean geometry,
      Deadline deadline,
      Function<List<Molecule>, List<Answer>> question) {
    List<MoleculeInput> inputs = sound(given);
    List<Answer> answers = new ArrayList<>(inputs.size());
    for (int start = 0; start < inputs.size(); start += PART) {
      int end = Math.min(start + PART, inputs.size());
      answers.addAll(part(inputs.subList(start, end), start, geometry, deadline, question));
    }
    answers.forEach(metrics::molecule);
    return answers;
  }

  private List<MoleculeInput> sound(@Nullable List<@Nullable MoleculeInput> given) {
    if (given == null || given.isEmpty()) {
      throw new Problem(
          Reason.WRONG_SHAPE, "molecules: a list of at least one molecule is expected");
    }
    if (given.size() > limits.molecules()) {
      throw new Problem(
          Reason.TOO_MANY_MOLECULES,
          "%d molecules; this server takes at most %d a request (--max-molecules): send several requests"
              .formatted(given.size(), limits.molecules()));
    }
    List<MoleculeInput> inputs = new ArrayList<>(given.size());
    for (MoleculeInput input : given) {
      if (input == null) {
        throw new Problem(
            Reason.WRONG_SHAPE, "molecules[%d]: null is no molecule".formatted(inputs.size()));
      }
      inputs.add(input);
    }
    return inputs;
  }

  private List<Answer> part(
      List<MoleculeInput> inputs,
      int first,
      boolean geometry,
      Deadline deadline,
      Function<List<Molecule>, List<Answer>> question) {
    List<@Nullable Answer> answers = new ArrayList<>();
    List<Molecule> molecules = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String given = inputs.get(i).id();
      String id = given == null ? String.valueOf(first + i) : given;
      Structure structure =
          deadline.isOver()
              ? new Structure(null, deadline.missed(id))
              : structures.of(id, inputs.get(i));
      answers.add(structure.failed());
      if (structure.molecule() != null) {
        molecules.add(structure.molecule());
      }
    }
    List<Answer> asked = ask(molecules, question);
    List<Answer> all = new ArrayList<>();
    int at = 0;
    for (Answer failed : answers) {
      if (failed != null) {
        all.add(failed);
        continue;
      }
      Answer answer = asked.get(at);
      all.add(geometry ? answer.withGeometry(geometry(molecules.get(at))) : answer);
      at++;
    }
    return all;
  }

  /** One molecule that is too much for the runtime must not take the others down with it. */
  private static List<Answer> ask(
      List<Molecule> molecules, Function<List<Molecule>, List<Answer>> question) {
    if (molecules.isEmpty()) {
      return List.of();
    }
    try {
      return question.apply(molecules);
    } catch (PredictionException e) {
      if (e.problem() != PredictionException.Problem.RUNTIME_FAILURE) {
        throw e;
      }
      return apart(molecules, question, e);
    } catch (IllegalArgumentException e) {
      // The features do not fit into arrays.
      return apart(molecules, question, e);
    }
  }

  private static List<Answer> apart(
      List<Molecule> molecules,
      Function<List<Molecule>, List<Answer>> question,
      RuntimeException failure) {
    if (molecules.size() == 1) {
      return List.of(
          Answer.failed(
              molecules.get(0).id(),
              PredictionException.Problem.RUNTIME_FAILURE.name(),
              String.valueOf(failure.getMessage())));
    }
    List<Answer> answers = new ArrayList<>();
    molecules.forEach(one -> answers.addAll(ask(List.of(one), question)));
    return answers;
  }

  private List<Answer> embedded(List<Molecule> molecules) {
    var embeddings = model.embed(molecules);
    List<Answer> answers = new ArrayList<>();
    for (int m = 0; m < molecules.size(); m++) {
      float[] vector = embeddings.of(m);
      answers.add(
          PredictionQuestion.finite(
              new Answer(molecules.get(m).id(), null, vector, null, null),
              PredictionQuestion.isFinite(vector)));
    }
    return answers;
  }

  private static Answer.Geometry geometry(Molecule molecule) {
    return new Answer.Geometry(
        molecule.atomicNumbers(), rows(molecule.positions()), ModelDescription.LENGTH_UNIT);
  }

  /** Three numbers a row. */
  static float[][] rows(float[] flat) {
    float[][] rows = new float[flat.length / 3][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, 3 * i, 3 * i + 3);
    }
    return rows;
  }

  private static int failed(List<Answer> answers) {
    return (int) answers.stream().filter(Answer::isFailed).count();
  }

  private String id() {
    return model.bundle().manifest().id();
  }
}
