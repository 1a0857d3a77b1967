package io.molspectra.trainer.label;

import io.molspectra.predict.EnergyUnit;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Units of labels that are energies. */
public final class EnergyLabels {
  private EnergyLabels() {}

  /**
   * A unit by its symbol, in upper or lower case.
   *
   * @throws LabelException if it is no unit of energy; the message lists those there are
   */
  public static EnergyUnit unit(String symbol) {
    return EnergyUnit.parse(symbol.strip())
        .orElseThrow(
            () ->
                new LabelException(
                    LabelException.Problem.UNKNOWN_UNIT,
                    "\"%s\" is no unit of energy that is known; known are %s"
                        .formatted(
                            symbol,
                            Arrays.stream(EnergyUnit.values())
                                .map(EnergyUnit::symbol)
                                .collect(Collectors.joining(", ")))));
  }
}
