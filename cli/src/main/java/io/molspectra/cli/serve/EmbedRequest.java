package io.molspectra.cli.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/embed}.
 *
 * @param geometry whether the answers are to tell the positions that were used
 */
record EmbedRequest(
    @Nullable List<@Nullable MoleculeInput> molecules, @Nullable Boolean geometry) {}
