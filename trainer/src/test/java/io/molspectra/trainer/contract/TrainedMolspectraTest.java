package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The default preset after a hundred steps on real molecules. */
class TrainedMolspectraTest implements EncoderContract {
  private static final int STEPS = 100;
  private static final TrainedNetwork.Result TRAINED = train();
  private static final Subject SUBJECT =
      new Subject("molspectra-trained", TRAINED.graph(), ContractNetworks.CUTOFF);

  private static TrainedNetwork.Result train() {
    try {
      return TrainedNetwork.train(
          ContractNetworks.random(Preset.MOLSPECTRA), ContractNetworks.CUTOFF, STEPS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Subject subject() {
    return SUBJECT;
  }

  @Test
  void theWeightsAreTrained() {
    double first = Arrays.stream(TRAINED.losses()).limit(10).average().orElseThrow();
    double last = Arrays.stream(TRAINED.losses()).skip(STEPS - 10).average().orElseThrow();
    assertTrue(last < 0.8 * first, "loss from %s to %s".formatted(first, last));
  }
}
