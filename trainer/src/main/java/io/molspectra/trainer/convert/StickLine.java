package io.molspectra.trainer.convert;

import static io.molspectra.spectrum.SpectrumRejectReason.MISSING;
import static io.molspectra.spectrum.SpectrumRejectReason.MISSING_POINTS;
import static io.molspectra.spectrum.SpectrumRejectReason.NEGATIVE_INTENSITY;
import static io.molspectra.spectrum.SpectrumRejectReason.NON_FINITE_INTENSITY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The unbroadened lines of one molecule, as a line of JSON: {@code n} its number of atoms, {@code
 * id} its id (optional), {@code freq} wavenumbers of its modes in cm-1 with their strengths {@code
 * ir} and {@code raman}, {@code uv} a list of [energy in eV, strength].
 */
record StickLine(JsonNode json) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Lines of one kind.
   *
   * @param positions [N]
   * @param strengths [N]
   */
  record Sticks(double[] positions, double[] strengths) {}

  static StickLine parse(String line) throws ConversionFault {
    try {
      JsonNode json = MAPPER.readTree(line);
      if (json.isObject() && json.path("n").isInt()) {
        return new StickLine(json);
      }
    } catch (JsonProcessingException e) {
      throw new ConversionFault(RecordProblem.SYNTAX, "no JSON: " + e.getOriginalMessage());
    }
    throw new ConversionFault(
        RecordProblem.SYNTAX, "no JSON object with the molecule's number of atoms as \"n\"");
  }

  int atoms() {
    return json.path("n").intValue();
  }

  /** The molecule's id, empty if the line does not tell. */
  String id() {
    return json.path("id").asText("");
  }

  /**
   * Lines of a kind.
   *
   * @throws ConversionFault with a {@link io.molspectra.spectrum.SpectrumRejectReason}
   */
  Sticks sticks(String kind) throws ConversionFault {
    JsonNode strengths = json.path(kind);
    if (!strengths.isArray()) {
      throw new ConversionFault(MISSING, "\"%s\" is missing".formatted(kind));
    }
    return kind.equals("uv") ? pairs(strengths) : modes(kind, strengths);
  }

  private Sticks modes(String kind, JsonNode strengths) throws ConversionFault {
    JsonNode positions = json.path("freq");
    if (positions.size() != strengths.size()) {
      throw new ConversionFault(
          MISSING_POINTS,
          "\"freq\" has %d modes and \"%s\" %d; expected as many"
              .formatted(positions.size(), kind, strengths.size()));
    }
    Sticks sticks = new Sticks(new double[positions.size()], new double[positions.size()]);
    for (int i = 0; i < positions.size(); i++) {
      set(sticks, i, kind, positions.get(i), strengths.get(i));
    }
    return sticks;
  }

  private static Sticks pairs(JsonNode pairs) throws ConversionFault {
    Sticks sticks = new Sticks(new double[pairs.size()], new double[pairs.size()]);
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.get(i).size() != 2) {
        throw new ConversionFault(
            MISSING_POINTS,
            "\"uv\" holds %s; expected pairs of energy and strength".formatted(pairs.get(i)));
      }
      set(sticks, i, "uv", pairs.get(i).get(0), pairs.get(i).get(1));
    }
    return sticks;
  }

  private static void set(Sticks sticks, int i, String kind, JsonNode position, JsonNode strength)
      throws ConversionFault {
    // A text, or null, is no number and reads as NaN.
    sticks.positions[i] = position.asDouble(Double.NaN);
    sticks.strengths[i] = strength.isNull() ? Double.NaN : strength.asDouble(Double.NaN);
    if (!Double.isFinite(sticks.positions[i]) || !Double.isFinite(sticks.strengths[i])) {
      throw new ConversionFault(
          NON_FINITE_INTENSITY,
          "line %d of \"%s\" is %s at %s".formatted(i + 1, kind, strength, position));
    }
    if (sticks.strengths[i] < 0) {
      throw new ConversionFault(
          NEGATIVE_INTENSITY,
          "line %d of \"%s\" has the strength %s".formatted(i + 1, kind, strength));
    }
  }
}
