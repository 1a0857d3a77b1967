package io.molspectra.trainer.evaluate;

/**
 * What a calibration promised and what it kept on other molecules.
 *
 * @param calibration that was tested
 * @param inside molecules whose truth lies in the interval
 * @param molecules with a label
 * @param share inside / molecules
 * @param shareInterval 95 % interval of the share by the number of molecules
 * @param meanHalfWidth of the intervals
 */
public record CoverageResult(
    ConformalCalibration calibration,
    int inside,
    int molecules,
    double share,
    Interval shareInterval,
    double meanHalfWidth) {}
