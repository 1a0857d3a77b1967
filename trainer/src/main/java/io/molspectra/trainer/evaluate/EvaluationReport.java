package io.molspectra.trainer.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.molspectra.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that an evaluation found: the file results.json of a fine-tuned run.
 *
 * @param format version of this layout, {@link #FORMAT}
 * @param dataset what the molecules are from: "qm9", "md17 aspirin"
 * @param split which part was evaluated: "test"
 * @param seed of the run, its split and the bootstrap
 * @param trainingMolecules how many molecules or frames the model was trained on with labels
 * @param tasks properties
 * @param forces or null where none are predicted
 * @param provenance where model and data come from; in the order given
 */
public record EvaluationReport(
    int format,
    String dataset,
    String split,
    long seed,
    int trainingMolecules,
    List<ScalarEvaluation> tasks,
    @Nullable ForceEvaluation forces,
    Map<String, String> provenance) {

  /** The version of the layout that this class writes and reads. */
  public static final int FORMAT = 1;

  /** Name of the file in the folder of a run. */
  public static final String FILE = "results.json";

  /** Key of {@link #provenance} that says which checkpoints were evaluated. */
  public static final String CHECKPOINT = "checkpoint";

  /**
   * @throws IllegalArgumentException if the layout is of another version
   */
  public EvaluationReport {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "the layout has version %d, this program reads %d: evaluate the run again"
              .formatted(format, FORMAT));
    }
    tasks = List.copyOf(tasks);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** Makes a report in the current layout. */
  public static EvaluationReport of(
      String dataset,
      String split,
      long seed,
      int trainingMolecules,
      List<ScalarEvaluation> tasks,
      @Nullable ForceEvaluation forces,
      Map<String, String> provenance) {
    return new EvaluationReport(
        FORMAT, dataset, split, seed, trainingMolecules, tasks, forces, provenance);
  }

  /** Writes the report as JSON; the file appears complete or not at all. */
  public void write(Path target) throws IOException {
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write(EvaluationJson.MAPPER.writeValueAsBytes(this));
      file.commit();
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file cannot be read, or names it and what is wrong in it
   */
  public static EvaluationReport read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      EvaluationReport report = EvaluationJson.MAPPER.readValue(bytes, EvaluationReport.class);
      if (report == null) {
        throw new IOException(file + " is empty; evaluate the run again");
      }
      return report;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IOException(
          "%s, line %d: %s; evaluate the run again".formatted(file, line, e.getOriginalMessage()),
          e);
    }
  }

  /** Lines for the terminal: what was evaluated, a table, and what was left out. */
  public List<String> lines() {
    return ReportLines.of(this);
  }
}
