/**
 * How good predictions are: errors with intervals, baselines, breakdowns, calibrated intervals, the
 * comparison of two models. Arrays in, records out; no network is run here.
 *
 * <p>A label that is not a finite number is not known, and its molecule is counted as unlabelled. A
 * prediction that is not a finite number is a fault of the model: its molecule is counted, named,
 * and kept out of the means, which would hide it.
 */
@NullMarked
package io.molspectra.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
