package io.molspectra.trainer.contract;

import io.molspectra.trainer.execute.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the worst value of everything measured, in {@code target/encoder-contract/<network>.csv},
 * for the record: assertions are made elsewhere.
 */
public final class Measurements {
  /** Where measurements and exported bundles go. */
  public static final Path FOLDER = Path.of("target", "encoder-contract");

  private static final Map<String, Map<String, Double>> WORST = new TreeMap<>();

  private Measurements() {}

  /** Notes a value; of several under one name the largest is kept. */
  public static synchronized void note(
      String network, Precision precision, String property, String quantity, double value) {
    Map<String, Double> worst = WORST.computeIfAbsent(network, name -> new TreeMap<>());
    worst.merge("%s,%s,%s".formatted(property, precision, quantity), value, Math::max);
    var text = new StringBuilder("property,precision,quantity,worst\n");
    worst.forEach((key, most) -> text.append("%s,%.2e%n".formatted(key, most)));
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(network + ".csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
