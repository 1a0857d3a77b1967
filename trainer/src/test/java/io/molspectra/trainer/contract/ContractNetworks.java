package io.molspectra.trainer.contract;

import static io.molspectra.network.ParameterSource.Initialisation.NORMAL;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.EgnnSettings;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.EncoderSpec;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.network.VectorNorm;
import java.util.Arrays;

/** Networks under test, of the size of the small preset. */
public final class ContractNetworks {
  /** Angstrom. */
  public static final double CUTOFF = 5;

  private static final long SEED = 20;
  private static final double SPREAD = 0.2;

  private ContractNetworks() {}

  public static EncoderSettings settings(Preset preset) {
    return settings(preset, 64, 3, 32);
  }

  public static EncoderSettings settings(Preset preset, int channels, int layers, int radial) {
    return EncoderSettings.of(preset, channels, layers, 8, radial, 0, CUTOFF, 100);
  }

  /** An EGNN with everything it has: gates, and layers that move the atoms. */
  public static EgnnSettings egnn() {
    return new EgnnSettings(64, 3, 32, 0, CUTOFF, 100, true, true);
  }

  /** Fresh parameters. */
  public static Graph random(Preset preset) {
    return random(settings(preset));
  }

  /** Fresh parameters. */
  public static Graph random(EncoderSpec settings) {
    return complete(settings, new RandomParameters(SEED));
  }

  /** Matrices multiplied by a factor, biases and norms' weights random: large vectors, steep. */
  public static Graph scaled(Preset preset, double factor) {
    return scaled(settings(preset), factor);
  }

  /** As {@link #scaled(Preset, double)}. */
  public static Graph scaled(EncoderSpec settings, double factor) {
    return complete(settings, scaled(factor));
  }

  /** The default preset with scaled parameters, its vectors as they are before their norm. */
  public static Graph withoutOutputNorm(double factor) {
    EncoderSettings settings =
        settings(Preset.MOLSPECTRA).withNorms(false, VectorNorm.NONE, VectorNorm.NONE);
    return complete(settings, scaled(factor));
  }

  /** No parameter is left zero or one: biases make networks jump at the cutoff that can. */
  private static ParameterSource scaled(double factor) {
    var fresh = new RandomParameters(SEED);
    return (name, initialisation, shape) -> {
      Tensor start = fresh.get(name, initialisation, shape);
      return switch (initialisation) {
        case NORMAL, POSITION, FAN_IN_UNIFORM -> start;
        case XAVIER_UNIFORM -> combine(start, factor, start, 0);
        case ZERO, ONE -> combine(start, 1, fresh.get(name, NORMAL, shape), SPREAD * factor);
      };
    };
  }

  private static Tensor combine(Tensor first, double weight, Tensor second, double otherWeight) {
    double[] a = first.toDoubles();
    double[] b = second.toDoubles();
    Arrays.setAll(a, i -> (float) (weight * a[i] + otherWeight * b[i]));
    return Tensor.of(a, first.shape());
  }

  /** Encoder, energy with forces, and noise. */
  public static Graph complete(EncoderSpec settings, ParameterSource parameters) {
    return new MoleculeNetwork("contract", settings, parameters)
        .withEnergy(1, 0)
        .withForces()
        .withNoise()
        .build();
  }
}
