package io.molspectra.trainer.checkpoint;

/** A checkpoint that cannot be used. The subclasses tell why. */
public abstract sealed class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private CheckpointException(String message) {
    super(message);
  }

  /** There is no checkpoint. */
  public static final class Missing extends CheckpointException {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  /** A file is absent, truncated or changed since it was written. */
  public static final class Damaged extends CheckpointException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
    }
  }

  /** The checkpoint is sound but belongs to another configuration, network or format. */
  public static final class Mismatched extends CheckpointException {
    private static final long serialVersionUID = 1L;

    /** A mismatch that the message describes. */
    public Mismatched(String message) {
      super(message);
    }
  }
}
