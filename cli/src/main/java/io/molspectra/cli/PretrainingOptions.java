package io.molspectra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings as the command line gave them.
 *
 * @param preset name, if one was given
 * @param file YAML laid over the preset, if one was given
 * @param assignments {@code key=value} laid over both
 */
record PretrainingOptions(Optional<String> preset, Optional<Path> file, List<String> assignments) {
  static final String DEFAULT_PRESET = "small";

  /** Whether nothing was given: a resumed run keeps its settings. */
  boolean areDefaults() {
    return preset.isEmpty() && file.isEmpty() && assignments.isEmpty();
  }

  /**
   * Whether a setting was given, rather than left to the preset.
   *
   * @param section such as data
   * @param key such as validation_count
   * @throws IOException if the file cannot be read
   */
  boolean name(String section, String key) throws IOException {
    return assignments.stream().anyMatch(text -> text.startsWith(section + "." + key + "="))
        || file.isPresent()
            && Files.exists(file.get())
            && Files.readString(file.get()).contains(key);
  }

  String presetOrDefault() {
    return preset.orElse(DEFAULT_PRESET);
  }
}
