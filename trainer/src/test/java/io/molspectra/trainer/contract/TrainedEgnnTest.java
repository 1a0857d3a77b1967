package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** EGNN after a hundred steps on real molecules. */
class TrainedEgnnTest implements EncoderContract {
  private static final int STEPS = 100;
  private static final TrainedNetwork.Result TRAINED = train();
  private static final Subject SUBJECT =
      new Subject("egnn-trained", TRAINED.graph(), ContractNetworks.CUTOFF);

  private static TrainedNetwork.Result train() {
    try {
      return TrainedNetwork.train(
          ContractNetworks.random(ContractNetworks.egnn()), ContractNetworks.CUTOFF, STEPS);
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
    assertTrue(last < 0.85 * first, "loss from %s to %s".formatted(first, last));
  }
}
