package io.molspectra.trainer.data;

/** The structures given cannot be trained on; the message names the file and the cure. */
public final class StructureDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StructureDataException(String message) {
    super(message);
  }
}
