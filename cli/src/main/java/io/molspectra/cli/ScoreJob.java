package io.molspectra.cli;

import io.molspectra.cli.score.ConformerStore;
import io.molspectra.cli.score.Publication;
import io.molspectra.cli.score.ScoreCounts;
import io.molspectra.cli.score.ScoreFiles;
import io.molspectra.cli.score.ScoreFiles.Finish;
import io.molspectra.cli.score.ScoreTable;
import io.molspectra.cli.score.TableFormat;
import io.molspectra.conformer.Conformers;
import io.molspectra.library.LibraryReader;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.score.GeometryCache;
import io.molspectra.score.LibraryScoring;
import io.molspectra.score.Question;
import io.molspectra.score.ScoreTimes;
import io.molspectra.score.Scorer;
import io.molspectra.trainer.checkpoint.Fingerprint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scores libraries to files. */
final class ScoreJob {

  private final Files files;
  private final ScoreInput input;
  private final ScoreGeometry geometry;
  private final int workers;
  private final ScoreTimes times;
  private final PrintWriter err;

  /**
   * Where rows go.
   *
   * @param found what to do with an unfinished run
   */
  record Files(Path output, Path rejects, ScoreFiles.Found found) {}

  /**
   * @param times the metrics of the model
   */
  ScoreJob(
      Files files,
      ScoreInput input,
      ScoreGeometry geometry,
      int workers,
      ScoreTimes times,
      PrintWriter err) {
    this.files = files;
    this.input = input;
    this.geometry = geometry;
    this.workers = workers;
    this.times = times;
    this.err = err;
  }

  /**
   * Scores all rows, or those that are left.
   *
   * @return the exit code
   * @throws IOException if a file cannot be read or written
   */
  int run(MolSpectraModel model, Question question, boolean allowUnseen) throws IOException {
    var table =
        new ScoreTable(
            question.columns().columns().stream().map(column -> column.name()).toList(),
            question.embeddings() ? model.embed(List.of()).width() : 0,
            input.holdsSmiles());
    Map<String, String> settings = settings(model, question, table, allowUnseen);
    @Nullable Finish finish = TableFormat.of(files.output()).finish(table);
    Optional<ScoreCounts> before =
        Publication.ofInterrupted(files.output(), files.rejects(), settings, files.found(), finish);
    if (before.isPresent()) {
      say("all %,d rows were scored before".formatted(before.get().rows()));
      return ExitCode.OK;
    }
    say("device: " + DeviceText.of(model));
    // First what may fail and leaves nothing behind.
    Cache cache = Cache.open(geometry.cache());
    try (cache;
        ScoreFiles scores =
            ScoreFiles.open(files.output(), files.rejects(), table, settings, files.found())) {
      var scorer = new Scorer(model, question, geometry.settings(), cache.conformers(), times);
      score(scorer, scores);
      scores.finish(finish);
    }
    tell(cache.store());
    return ExitCode.OK;
  }

  private void score(Scorer scorer, ScoreFiles scores) throws IOException {
    long before = scores.counts().rows();
    if (before > 0) {
      say("resumed: %,d rows were done before".formatted(before));
    }
    var progress = new ScoreProgress(err, before);
    try (progress;
        Interruption interruption = Interruption.watch(progress::say);
        LibraryReader library = input.open()) {
      new LibraryScoring(scorer, workers, input.chunk(), times)
          .run(
              library,
              before,
              rows -> {
                scores.write(rows);
                progress.done(rows.size(), scores.counts(), library.expectedRows());
                if (interruption.exitCode() > 0) {
                  scores.checkpoint();
                  throw new CommandFailure(
                      interruption.exitCode(),
                      "interrupted: %,d rows are done; the same command with --resume goes on"
                          .formatted(scores.counts().rows()));
                }
              });
      progress.close();
      ScoreSummary.lines(
              scores.counts(), scores.counts().rows() - before, progress.elapsed(), workers, times)
          .forEach(progress::say);
      progress.say("scores: %s   rejects: %s".formatted(files.output(), files.rejects()));
    }
  }

  private void tell(@Nullable ConformerStore store) {
    if (store != null && store.damaged() > 0) {
      say(
          "%s is damaged: %,d conformers were made again"
              .formatted(geometry.cache(), store.damaged()));
    }
    if (store != null && store.unwritable().isPresent()) {
      say(
          "%s cannot be written: %s; the scores are whole, but of the conformers %s were not kept: make room, or give another file the next time"
              .formatted(
                  geometry.cache(),
                  store.unwritable().get(),
                  store.lost() > 0 ? "at least %,d".formatted(store.lost()) : "the last"));
    }
  }

  /** What the bytes of the tables depend on, in the words of whoever may have changed it. */
  private Map<String, String> settings(
      MolSpectraModel model, Question question, ScoreTable table, boolean allowUnseen)
      throws IOException {
    var settings = new LinkedHashMap<String, String>();
    settings.put("the version of MolSpectra", BuildVersion.number() + " " + Conformers.METHOD);
    settings.put(
        "--model",
        model.bundle().manifest().id()
            + " "
            + Fingerprint.of(model.bundle().manifest().toString()));
    settings.put("--device", model.device().toString());
    settings.put("--input (another file, order or content)", input.fingerprint());
    settings.put("--smiles-column or --id-column", input.columns());
    settings.put(
        "--tasks, --coverage or --embeddings",
        question.columns().columns() + " " + table.embedding());
    settings.put("--allow-unseen", String.valueOf(allowUnseen));
    settings.putAll(geometry.told());
    return settings;
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }

  /** Conformers in a file, or nowhere. */
  private record Cache(GeometryCache conformers, @Nullable ConformerStore store)
      implements AutoCloseable {

    static Cache open(@Nullable Path file) throws IOException {
      if (file == null) {
        return new Cache(GeometryCache.NONE, null);
      }
      ConformerStore store = ConformerStore.open(file);
      return new Cache(store, store);
    }

    @Override
    public void close() {
      if (store != null) {
        store.close();
      }
    }
  }
}
