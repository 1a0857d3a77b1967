/**
 * What every encoder must promise, as contracts that the test of one encoder implements: {@link
 * io.molspectra.trainer.contract.SymmetryContract}, {@link
 * io.molspectra.trainer.contract.PaddingContract}, {@link
 * io.molspectra.trainer.contract.DerivativeContract} and {@link
 * io.molspectra.trainer.contract.CutoffContract}; {@link
 * io.molspectra.trainer.contract.EncoderContract} is all of them.
 *
 * <p>Errors are relative as {@link io.molspectra.trainer.contract.Agreement} defines it. Each
 * contract keeps the worst it measured in {@code target/encoder-contract/}.
 */
@NullMarked
package io.molspectra.trainer.contract;

import org.jspecify.annotations.NullMarked;
