package io.molspectra.cli;

import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What differs between the stages of pre-training. */
interface StageJob {
  /** The fact that names the run or bundle whose parameters a run started from. */
  String INIT = "init";

  /**
   * Settings and data of a run.
   *
   * @param settings complete
   * @param sources names of the data files
   * @param read the structures
   * @param facts what else data.json is to say
   */
  record Prepared(
      RunConfig settings,
      List<String> sources,
      StructureLoader.Result read,
      Map<String, Object> facts) {}

  /**
   * Reads settings and data; nothing is written to the run yet but files that are removed again.
   *
   * @param goesOn whether the folder holds a run that is resumed
   */
  Prepared prepare(RunFolder folder, boolean goesOn, Consumer<String> say) throws IOException;

  /** Opens the run, after {@link #prepare}. */
  Pretraining open(RunFolder folder) throws IOException;

  /** What is to be done before the first step of a run that has no checkpoint yet. */
  default void begin(Pretraining run) throws IOException {}

  /** Frees what {@link #prepare} made. */
  default void close() throws IOException {}

  /** The command that comes next, for a user. */
  String next(RunFolder folder);
}
