package io.molspectra.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What there is to know of public data sets: sections of a text, each headed "## name: title". */
final class DataGuide {

  private static final String RESOURCE = "data-guide.txt";
  private static final Pattern HEADING = Pattern.compile("(?m)^## ");

  private final Map<String, String> titles = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  private DataGuide(String guide) {
    HEADING
        .splitAsStream(guide)
        .filter(section -> !section.isBlank())
        .forEach(
            section -> {
              int colon = section.indexOf(": ");
              String name = section.substring(0, colon);
              titles.put(name, section.substring(colon + 2, section.indexOf('\n')));
              texts.put(name, section.substring(colon + 2).stripTrailing() + "\n");
            });
  }

  /** Reads the guide. */
  static DataGuide load() throws IOException {
    try (InputStream in = DataGuide.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new FileNotFoundException(RESOURCE + " is missing on the class path; build anew");
      }
      return new DataGuide(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Titles by name, in the order of the text. */
  Map<String, String> titles() {
    return Collections.unmodifiableMap(titles);
  }

  /**
   * The section of a data set.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no section " + name);
    }
    return text;
  }
}
