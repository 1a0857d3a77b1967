package io.molspectra.trainer.checkpoint;

import ai.djl.ndarray.NDManager;
import io.molspectra.trainer.checkpoint.TrainingState.Best;
import java.nio.file.Path;

/** Started as a process of its own: saves step after step until it is killed. */
final class EndlessSaver {

  private EndlessSaver() {}

  public static void main(String[] args) throws Exception {
    CheckpointStore store = new CheckpointStore(Path.of(args[0]));
    try (NDManager manager = NDManager.newBaseManager()) {
      long first = 0;
      if (!store.isEmpty()) {
        first = store.loadLast(manager, message -> {}).state().step() + 1;
      }
      for (long step = first; ; step++) {
        store.save(Checkpoints.ofStep(manager, step, new Best(step - step % 10, 0.5)));
        System.out.println(step);
      }
    }
  }
}
