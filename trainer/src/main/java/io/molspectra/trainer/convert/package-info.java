/**
 * Brings spectra from other sources into the project's layout: a table a kind of spectrum, {@code
 * index.csv} and {@code structures.xyz}, all in the same order. Molecules that come as SMILES get
 * one conformer each.
 *
 * <p>A record that cannot be brought over, or one of its spectra, becomes a {@link
 * io.molspectra.trainer.convert.ConversionReject}; what makes the whole input unusable is a {@link
 * io.molspectra.trainer.convert.ConversionException}.
 */
@NullMarked
package io.molspectra.trainer.convert;

import org.jspecify.annotations.NullMarked;
