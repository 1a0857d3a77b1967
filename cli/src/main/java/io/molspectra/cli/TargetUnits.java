package io.molspectra.cli;

import io.molspectra.trainer.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The units that {@code --unit} gives: one for all properties, one each in order, or by name. */
final class TargetUnits {
  private TargetUnits() {}

  /**
   * A unit for each property, empty where its own stays.
   *
   * @param text UNIT, UNIT,UNIT or NAME=UNIT,...
   * @param names of the properties
   * @throws ConfigException if it names another property, or as many units as there are not
   */
  static List<Optional<String>> parse(String text, List<String> names) {
    var units = new ArrayList<Optional<String>>();
    names.forEach(name -> units.add(Optional.empty()));
    String[] parts = text.split(",", -1);
    if (text.contains("=")) {
      for (String part : parts) {
        String[] sides = part.split("=", 2);
        int target = indexOf(names, sides[0].strip());
        if (target < 0 || sides.length < 2) {
          throw new ConfigException(
              "--unit '%s' is not NAME=UNIT of one of %s".formatted(part, names));
        }
        units.set(target, Optional.of(sides[1].strip()));
      }
      return units;
    }
    if (parts.length != 1 && parts.length != names.size()) {
      throw new ConfigException(
          "--unit %s has %d units for the %d properties %s: give one for all, one each, or NAME=UNIT,..."
              .formatted(text, parts.length, names.size(), names));
    }
    for (int i = 0; i < names.size(); i++) {
      units.set(i, Optional.of(parts[parts.length == 1 ? 0 : i].strip()));
    }
    return units;
  }

  private static int indexOf(List<String> names, String wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(wanted)) {
        return i;
      }
    }
    return -1;
  }
}
