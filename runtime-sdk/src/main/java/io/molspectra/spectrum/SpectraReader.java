package io.molspectra.spectrum;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Streams the molecules of a folder of spectra, one at a time and in order; memory is bounded by
 * one molecule. {@link #hasNext()} and {@link #next()} throw {@link SpectraException} when the
 * files turn out not to belong together, which a truncated file shows only at its end.
 */
public interface SpectraReader extends Iterator<SpectraRow>, Closeable {}
