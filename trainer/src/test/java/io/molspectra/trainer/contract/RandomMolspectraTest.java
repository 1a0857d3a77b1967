package io.molspectra.trainer.contract;

import io.molspectra.network.Preset;

/** The default preset as it starts. */
class RandomMolspectraTest implements EncoderContract {
  private static final Subject SUBJECT =
      new Subject(
          "molspectra-random", ContractNetworks.random(Preset.MOLSPECTRA), ContractNetworks.CUTOFF);

  @Override
  public Subject subject() {
    return SUBJECT;
  }
}
