package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDManager;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.checkpoint.CheckpointStore;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The checkpoints of a run; what is on the disk already is not written again. */
final class RunCheckpoints {
  private final RunFolder folder;
  private final CheckpointStore store;
  private long savedStep = -1;
  private long savedReported = -1;

  RunCheckpoints(RunFolder folder) {
    this.folder = folder;
    this.store = folder.checkpoints();
  }

  boolean isEmpty() throws IOException {
    return store.isEmpty();
  }

  /** The newest sound checkpoint; tell {@link #isSaved} what it is of. */
  Checkpoint loadLast(NDManager manager, Consumer<String> warnings) throws IOException {
    return store.loadLast(manager, warnings);
  }

  /** Notes that the newest checkpoint is of a step, and up to where it was reported. */
  void isSaved(long step, long reported) {
    savedStep = step;
    savedReported = reported;
  }

  /** Writes a checkpoint, unless the newest one says the same. */
  void save(long step, long reported, Supplier<Checkpoint> checkpoint) throws IOException {
    if (savedStep == step && savedReported == reported) {
      return;
    }
    try {
      store.save(checkpoint.get());
    } catch (IOException e) {
      // A file system's own message, "No space left on device" say, does not tell where.
      throw new IOException(
          "the checkpoint of step %d cannot be written to %s: %s; former ones are kept, --resume"
                  .formatted(step, folder.path(), e.getMessage())
              + " goes on from them",
          e);
    }
    isSaved(step, reported);
  }
}
