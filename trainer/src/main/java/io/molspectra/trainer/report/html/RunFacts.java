package io.molspectra.trainer.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.report.MetricsCsv.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the folder of a run tells.
 *
 * @param name path below the folder of all runs
 * @param config config.yaml
 * @param data data.json; empty before the data were read
 * @param losses columns of metrics.csv that hold losses
 * @param results results.json, or null before the run was evaluated
 * @param figures drawn by the evaluation
 * @param notes what the folder lacks
 */
record RunFacts(
    String name,
    ObjectNode config,
    JsonNode data,
    List<Series> losses,
    @Nullable EvaluationReport results,
    List<Figure> figures,
    List<String> notes) {

  private static final String FINETUNE = "finetune";
  static final String SEED = "seed";

  /** A picture and what it shows. */
  record Figure(String title, byte[] png) {}

  /** What kind of run it is. */
  String task() {
    JsonNode task = config.at("/finetune/task");
    if (task.isTextual()) {
      return task.asText();
    }
    return config.has("specformer") ? "pre-training, stage 2" : "pre-training";
  }

  /** Properties that are learned; given as names or as sections with a name. */
  List<String> targets() {
    var names = new ArrayList<String>();
    for (JsonNode target : config.at("/finetune/targets")) {
      names.add(target.isTextual() ? target.asText() : target.path("name").asText());
    }
    return names;
  }

  String seed() {
    return config.path(SEED).asText("");
  }

  /** A count of data.json, empty if it is not there. */
  String count(String key) {
    return data.path(key).asText("");
  }

  /** The last step that anything was logged for. */
  Optional<Double> lastStep() {
    return losses.stream().flatMap(series -> series.steps().stream()).max(Double::compare);
  }

  /** Smallest value of a loss. */
  Optional<Double> best(String column) {
    return losses.stream()
        .filter(series -> series.name().equals(column))
        .flatMap(series -> series.values().stream())
        .filter(Double::isFinite)
        .min(Double::compare);
  }

  /** Configuration and amount of data: equal for runs that differ by their seeds alone. */
  String withoutSeeds() {
    ObjectNode rest = config.deepCopy();
    rest.remove(SEED);
    if (rest.get(FINETUNE) instanceof ObjectNode finetune) {
      finetune.remove("split_seed");
    }
    EvaluationReport report = results;
    return rest
        + (report == null ? "" : report.dataset() + report.split() + report.trainingMolecules());
  }
}
