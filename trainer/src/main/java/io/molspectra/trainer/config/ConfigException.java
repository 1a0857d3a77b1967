package io.molspectra.trainer.config;

/** A configuration that cannot be used; the message names the place, the key and the cure. */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }

  ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
