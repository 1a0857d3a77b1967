package io.molspectra.cli.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/predict}.
 *
 * @param tasks null for all that answer with one number a molecule
 * @param forces whether forces are wanted of the tasks that have them
 * @param geometry whether the answers are to tell the positions that were used
 */
record PredictRequest(
    @Nullable List<@Nullable MoleculeInput> molecules,
    @Nullable List<@Nullable String> tasks,
    @Nullable Boolean forces,
    @Nullable Boolean geometry) {}
