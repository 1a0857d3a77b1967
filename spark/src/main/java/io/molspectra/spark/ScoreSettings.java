package io.molspectra.spark;

import io.molspectra.library.SmilesColumns;
import io.molspectra.score.GeometrySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about each molecule. Start from {@link #defaults()}.
 *
 * @param columns where SMILES and names stand
 * @param tasks scalar tasks of the bundle; empty for all of them
 * @param coverage of the intervals; null for the largest that each task was calibrated for
 * @param embeddings whether the embedding is wanted, too
 * @param geometry how SMILES are given geometries
 * @param allowUnseen whether to score elements that did not occur in training
 */
public record ScoreSettings(
    SmilesColumns columns,
    List<String> tasks,
    @Nullable Double coverage,
    boolean embeddings,
    GeometrySettings geometry,
    boolean allowUnseen) {

  /** Copies the list. */
  public ScoreSettings {
    tasks = List.copyOf(tasks);
  }

  /** As {@code molspectra score}: usual columns, all scalar tasks, the likeliest conformer. */
  public static ScoreSettings defaults() {
    return new ScoreSettings(
        SmilesColumns.usual(), List.of(), null, false, GeometrySettings.likeliest(), false);
  }

  /** The same with other columns. */
  public ScoreSettings withColumns(SmilesColumns newColumns) {
    return new ScoreSettings(newColumns, tasks, coverage, embeddings, geometry, allowUnseen);
  }

  /** The same with other tasks. */
  public ScoreSettings withTasks(List<String> newTasks) {
    return new ScoreSettings(columns, newTasks, coverage, embeddings, geometry, allowUnseen);
  }

  /** The same with intervals of another coverage. */
  public ScoreSettings withCoverage(@Nullable Double newCoverage) {
    return new ScoreSettings(columns, tasks, newCoverage, embeddings, geometry, allowUnseen);
  }

  /** The same with or without embeddings. */
  public ScoreSettings withEmbeddings(boolean wanted) {
    return new ScoreSettings(columns, tasks, coverage, wanted, geometry, allowUnseen);
  }

  /** The same with other geometries. */
  public ScoreSettings withGeometry(GeometrySettings newGeometry) {
    return new ScoreSettings(columns, tasks, coverage, embeddings, newGeometry, allowUnseen);
  }

  /** The same with unseen elements allowed or refused. */
  public ScoreSettings withUnseenElements(boolean allowed) {
    return new ScoreSettings(columns, tasks, coverage, embeddings, geometry, allowed);
  }
}
