package io.molspectra.molecule;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Streams the records of one molecule file, one at a time and in order. Neither {@link #hasNext()}
 * nor {@link #next()} throws for damaged content: damage is a {@link MoleculeRecord.Rejected}.
 */
public interface MoleculeReader extends Iterator<MoleculeRecord>, Closeable {}
