package io.molspectra.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * AdamW: adaptive moments with decoupled weight decay (Loshchilov and Hutter, 2019), computed as
 * PyTorch computes it. With gradient g, step count t, rate r:
 *
 * <pre>
 * p -= r * weightDecay * p
 * m  = beta1 * m + (1 - beta1) * g
 * v  = beta2 * v + (1 - beta2) * g * g
 * p -= r * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>DJL's own native update takes float32 constants, adds epsilon to the uncorrected root and was
 * measured slower than these in-place operations, hence the moments are updated here.
 */
public final class AdamW implements AutoCloseable {

  private static final String FIRST_MOMENT = "exp_avg/";
  private static final String SECOND_MOMENT = "exp_avg_sq/";

  private final AdamWSettings settings;
  private final NDManager manager;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Constants constants;
  private long stepCount;

  /** A parameter with its moments, all of one shape, and the factor of its learning rate. */
  private record Slot(NDArray parameter, NDArray first, NDArray second, double rateFactor) {}

  /** Scalars that never change, kept as arrays. */
  private record Constants(NDArray beta1, NDArray beta2, NDArray gain1, NDArray gain2) {}

  /** Scalars of one step for all parameters of one rate. */
  private record Rates(NDArray rate, NDArray keep) {}

  /**
   * Makes zero moments for every parameter; all learn at the same rate.
   *
   * @param manager owner of the moments, which must outlive the training steps; a sub-manager is
   *     taken and closed with this object
   * @param parameters name to parameter, all float32 or all float64, on one device
   */
  public AdamW(NDManager manager, Map<String, NDArray> parameters, AdamWSettings settings) {
    this(manager, parameters, settings, Map.of());
  }

  /**
   * Makes zero moments for every parameter. Its own factor multiplies the rate wherever that
   * appears, as in PyTorch's parameter groups: in the decay of the weight, too.
   *
   * @param manager owner of the moments, which must outlive the training steps; a sub-manager is
   *     taken and closed with this object
   * @param parameters name to parameter, all float32 or all float64, on one device; leave out those
   *     that are to stay as they are
   * @param rateFactors parameter to factor, not negative; 1 where absent. Names of parameters that
   *     were left out do no harm
   */
  public AdamW(
      NDManager manager,
      Map<String, NDArray> parameters,
      AdamWSettings settings,
      Map<String, Double> rateFactors) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("there is no parameter to optimise");
    }
    this.settings = settings;
    NDArray any = parameters.values().iterator().next();
    this.manager = manager.newSubManager(any.getDevice());
    parameters.forEach(
        (name, parameter) ->
            slots.put(name, slot(name, parameter, any, rateFactors.getOrDefault(name, 1.0))));
    this.constants =
        new Constants(
            Scalars.of(this.manager, any.getDataType(), settings.beta1()),
            Scalars.of(this.manager, any.getDataType(), settings.beta2()),
            Scalars.of(this.manager, any.getDataType(), 1 - settings.beta1()),
            Scalars.of(this.manager, any.getDataType(), 1 - settings.beta2()));
  }

  private Slot slot(String name, NDArray parameter, NDArray any, double rateFactor) {
    if (parameter.getDataType() != any.getDataType()) {
      throw new IllegalArgumentException(
          "parameter %s is %s, others are %s; use one precision for all"
              .formatted(name, parameter.getDataType(), any.getDataType()));
    }
    if (!(rateFactor >= 0) || Double.isInfinite(rateFactor)) {
      throw new IllegalArgumentException(
          "the learning rate of %s must not be multiplied by %s".formatted(name, rateFactor));
    }
    return new Slot(
        parameter,
        manager.zeros(parameter.getShape(), parameter.getDataType()),
        manager.zeros(parameter.getShape(), parameter.getDataType()),
        rateFactor);
  }

  /** Number of updates made. */
  public long stepCount() {
    return stepCount;
  }

  /**
   * Updates in place every parameter that has a gradient; one without keeps its value and moments.
   *
   * @param gradients name to gradient, each of its parameter's shape; left unchanged
   * @param learningRate rate of this step
   * @throws IllegalArgumentException if a gradient names no parameter
   */
  public void step(Map<String, NDArray> gradients, double learningRate) {
    for (String name : gradients.keySet()) {
      if (!slots.containsKey(name)) {
        throw new IllegalArgumentException("gradient of unknown parameter " + name);
      }
    }
    stepCount++;
    double correction1 = 1 - StrictMath.pow(settings.beta1(), (double) stepCount);
    double correction2 = Math.sqrt(1 - StrictMath.pow(settings.beta2(), (double) stepCount));
    DataType type = constants.beta1().getDataType();
    try (NDManager scalars = manager.newSubManager()) {
      // Both bias corrections are moved into two scalars: one division an element instead of three.
      NDArray epsilon = Scalars.of(scalars, type, settings.epsilon() * correction2);
      Map<Double, Rates> rates = new HashMap<>();
      gradients.forEach(
          (name, gradient) -> {
            Slot slot = Objects.requireNonNull(slots.get(name));
            Rates own =
                rates.computeIfAbsent(
                    learningRate * slot.rateFactor(),
                    rate ->
                        new Rates(
                            Scalars.of(scalars, type, rate * correction2 / correction1),
                            Scalars.of(scalars, type, 1 - rate * settings.weightDecay())));
            update(slot, gradient, own, epsilon);
          });
    }
  }

  private void update(Slot slot, NDArray gradient, Rates rates, NDArray epsilon) {
    if (settings.weightDecay() > 0) {
      slot.parameter().muli(rates.keep());
    }
    slot.first().muli(constants.beta1());
    try (NDArray share = gradient.mul(constants.gain1())) {
      slot.first().addi(share);
    }
    slot.second().muli(constants.beta2());
    try (NDArray share = gradient.mul(gradient)) {
      slot.second().addi(share.muli(constants.gain2()));
    }
    try (NDArray root = slot.second().sqrt();
        NDArray change = slot.first().div(root.addi(epsilon))) {
      slot.parameter().subi(change.muli(rates.rate()));
    }
  }

  /**
   * The moments, for a checkpoint: {@code exp_avg/NAME} and {@code exp_avg_sq/NAME} for each
   * parameter. These are the live arrays: copy or write them before the next step.
   */
  public Map<String, NDArray> moments() {
    Map<String, NDArray> moments = new LinkedHashMap<>();
    slots.forEach((name, slot) -> moments.put(FIRST_MOMENT + name, slot.first()));
    slots.forEach((name, slot) -> moments.put(SECOND_MOMENT + name, slot.second()));
    return Collections.unmodifiableMap(moments);
  }

  /**
   * Continues from a checkpoint: copy the saved moments into {@link #moments()}, then set the
   * count.
   *
   * @param count number of updates that had been made
   */
  public void resumeAt(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("step count must not be negative, got " + count);
    }
    stepCount = count;
  }

  /** Frees the moments; the parameters stay. */
  @Override
  public void close() {
    manager.close();
  }
}
