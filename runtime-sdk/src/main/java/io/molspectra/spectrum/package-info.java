/**
 * Energy spectra as data. A kind of spectrum (UV-Vis, IR, Raman, NMR, ...) is a name and a grid; a
 * molecule has intensities on the grids of the kinds it was measured or computed for, and may lack
 * any of them.
 *
 * <p>Readers bring files onto a model's grids. A spectrum that cannot be used becomes a {@link
 * io.molspectra.spectrum.SpectrumReject} and its molecule lacks that kind; files that do not belong
 * together, where going on would pair molecules with others' spectra, are a {@link
 * io.molspectra.spectrum.SpectraException}. A single file that is no usable spectrum is a {@link
 * io.molspectra.spectrum.BadSpectrumException}.
 */
@NullMarked
package io.molspectra.spectrum;

import org.jspecify.annotations.NullMarked;
