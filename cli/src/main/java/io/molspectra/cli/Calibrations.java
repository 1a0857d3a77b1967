package io.molspectra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.trainer.evaluate.ConformalCalibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calibrated intervals from an evaluation to a bundle. */
final class Calibrations {
  /** The spread of fewer networks is too uncertain to scale intervals by. */
  private static final int ENOUGH_MEMBERS = 4;

  private Calibrations() {}

  /**
   * What {@code trainer evaluate} left in a run, by task; empty if it was not evaluated.
   *
   * @param members number of networks
   */
  static Map<String, List<CalibratedQuantile>> read(Path run, int members) throws IOException {
    var calibrations = new LinkedHashMap<String, List<CalibratedQuantile>>();
    Path file = run.resolve(EvaluateCommand.CALIBRATION);
    if (!Files.exists(file)) {
      return calibrations;
    }
    JsonNode tasks = new ObjectMapper().readTree(file.toFile());
    tasks
        .properties()
        .forEach(
            task ->
                calibrations.put(
                    task.getKey(),
                    task.getValue()
                        .valueStream()
                        .map(ConformalCalibration::fromJson)
                        .map(Calibrations::quantile)
                        .filter(
                            quantile ->
                                quantile.kind() == CalibratedQuantile.Kind.ABSOLUTE
                                    || members >= ENOUGH_MEMBERS)
                        .toList()));
    return calibrations;
  }

  private static CalibratedQuantile quantile(ConformalCalibration calibration) {
    return new CalibratedQuantile(
        calibration.coverage(),
        calibration.quantile(),
        CalibratedQuantile.Kind.valueOf(calibration.kind().name()));
  }
}
