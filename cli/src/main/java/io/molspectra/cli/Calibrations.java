package io.molspectra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** Key of what was calibrated; a space keeps it from being a task. */
  static final String CHECKPOINT = "checkpoint taken";

  static final String BEST = "best";
  static final String LAST = "last";

  private Calibrations() {}

  /**
   * What {@code trainer evaluate} left in a run, by task; empty if it was not evaluated.
   *
   * @param members number of networks
   * @param last whether they are of the last checkpoints instead of the best ones
   * @throws CommandFailure if the other checkpoints were calibrated
   */
  static Map<String, List<CalibratedQuantile>> read(Path run, int members, boolean last)
      throws IOException {
    var calibrations = new LinkedHashMap<String, List<CalibratedQuantile>>();
    Path file = run.resolve(EvaluateCommand.CALIBRATION);
    if (!Files.exists(file)) {
      return calibrations;
    }
    JsonNode all = new ObjectMapper().readTree(file.toFile());
    String taken = all.path(CHECKPOINT).asText(BEST);
    if (!taken.equals(last ? LAST : BEST)) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "the intervals of %s are of its %s checkpoint: `trainer evaluate --run %s%s` makes them fit"
              .formatted(run, taken, run, last ? " --last" : ""));
    }
    JsonNode tasks = ((ObjectNode) all).without(CHECKPOINT);
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
