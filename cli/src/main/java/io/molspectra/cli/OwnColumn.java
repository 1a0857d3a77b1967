package io.molspectra.cli;

import io.molspectra.trainer.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of a user's own labels.
 *
 * @param header as in the table
 * @param name of the task
 */
record OwnColumn(String header, String name) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

  /**
   * Reads HEADER or HEADER=NAME.
   *
   * @throws ConfigException if a task cannot be named so
   */
  static OwnColumn parse(String text) {
    int sign = text.lastIndexOf('=');
    String header = sign < 0 ? text : text.substring(0, sign);
    String name = text.substring(sign + 1);
    if (!name.matches(NAME)) {
      throw new ConfigException(
          "--column '%s': tasks have names of letters A to Z, digits, '_' and '-'; name this one with --column '%s=NAME'"
              .formatted(text, sign < 0 ? text : header));
    }
    return new OwnColumn(header, name);
  }

  static List<OwnColumn> all(List<String> columns) {
    return columns.stream().map(OwnColumn::parse).toList();
  }

  /** Header by name. */
  static Map<String, String> headers(List<String> columns) {
    var headers = new LinkedHashMap<String, String>();
    all(columns).forEach(own -> headers.put(own.name(), own.header()));
    return headers;
  }
}
