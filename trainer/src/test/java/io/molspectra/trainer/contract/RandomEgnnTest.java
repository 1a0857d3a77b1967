package io.molspectra.trainer.contract;

/** EGNN as it starts. */
class RandomEgnnTest implements EncoderContract {
  private static final Subject SUBJECT =
      new Subject(
          "egnn-random", ContractNetworks.random(ContractNetworks.egnn()), ContractNetworks.CUTOFF);

  @Override
  public Subject subject() {
    return SUBJECT;
  }
}
