package io.molspectra.cli;

import io.molspectra.predict.MolSpectraModel;

/** The device a model runs on, in a line. */
final class DeviceText {
  private static final int LONG = 100;

  private DeviceText() {}

  /** The device and why it is this one; where that is a long story, who tells it. */
  static String of(MolSpectraModel model) {
    String reason = model.deviceChoice().reason();
    return "%s (%s)"
        .formatted(
            model.device(),
            reason.length() > LONG
                ? "no GPU can be used: molspectra doctor tells what is missing"
                : reason);
  }
}
