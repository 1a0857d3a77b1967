package io.molspectra.trainer.pretrain;

import io.molspectra.trainer.checkpoint.CheckpointStore;
import java.nio.file.Path;

/**
 * Where the files of a run lie.
 *
 * <pre>
 * config.yaml      the complete configuration
 * data.json        what was read, and what was rejected
 * metrics.csv      losses, learning rate, speed
 * loss.png         the curve, drawn at the end
 * checkpoints/     the newest two and the best
 * </pre>
 *
 * @param path the folder
 */
public record RunFolder(Path path) {

  public Path config() {
    return path.resolve("config.yaml");
  }

  public Path data() {
    return path.resolve("data.json");
  }

  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  public Path lossCurve() {
    return path.resolve("loss.png");
  }

  public CheckpointStore checkpoints() {
    return new CheckpointStore(path.resolve("checkpoints"));
  }
}
