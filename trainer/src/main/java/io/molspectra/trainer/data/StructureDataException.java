package io.molspectra.trainer.data;

/** The structures given cannot be trained on; the message names the file and the cure. */
public class StructureDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StructureDataException(String message) {
    super(message);
  }

  /** A bad record, where none was to be skipped. */
  public static final class BadRecord extends StructureDataException {

    private static final long serialVersionUID = 1L;

    BadRecord(String message) {
      super(message);
    }
  }
}
