package io.molspectra.trainer.contract;

/** Everything an encoder of ours promises. */
public interface EncoderContract
    extends SymmetryContract, PaddingContract, DerivativeContract, CutoffContract {
  @Override
  Subject subject();
}
