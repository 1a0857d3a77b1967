package io.molspectra.spectrum;

/**
 * A spectrum that was left out; its molecule goes on without that kind.
 *
 * @param source file, as the user named it
 * @param row 0-based row of the molecule, -1 where files hold one molecule each
 * @param kind name of the kind of spectrum
 * @param line 1-based line of the file, 0 if unknown
 * @param reason kind of fault
 * @param message what is wrong and, where one is known, the cure
 */
public record SpectrumReject(
    String source, long row, String kind, long line, SpectrumRejectReason reason, String message) {}
