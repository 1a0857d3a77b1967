package io.molspectra.cli.reproduce;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data that are on the disk already; what is absent leaves out the steps that need it.
 *
 * @param structures for stage one
 * @param qm9 structures of QM9
 * @param labels QM9's table
 * @param spectra folder of tables of spectra
 * @param spectraStructures structures of the spectra
 * @param md17 trajectories
 */
public record Inputs(
    @Nullable Path structures,
    @Nullable Path qm9,
    @Nullable Path labels,
    @Nullable Path spectra,
    @Nullable Path spectraStructures,
    List<Path> md17) {

  /** Copies the list. */
  public Inputs {
    md17 = List.copyOf(md17);
  }
}
