package io.molspectra.trainer.convert;

/**
 * A molecule that was left out, or one of its spectra; the rest goes on.
 *
 * @param source file, as the user named it
 * @param record 1-based number of the record in the file
 * @param reason kind of fault: a {@link io.molspectra.conformer.ConformerFailure}, which costs the
 *     molecule, a {@link io.molspectra.spectrum.SpectrumRejectReason}, which costs one spectrum, or
 *     a {@link RecordProblem}
 * @param message what is wrong and, where one is known, the cure
 */
public record ConversionReject(String source, long record, Enum<?> reason, String message) {}
