package io.molspectra.trainer.execute;

/** A device was asked for that this machine, or the native library in use, does not offer. */
public final class DeviceUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeviceUnavailableException(String message) {
    super(message);
  }
}
