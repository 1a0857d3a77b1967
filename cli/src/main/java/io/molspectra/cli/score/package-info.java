/** Files of batch scoring: tables that a killed run goes on with, Parquet, geometries kept. */
@NullMarked
package io.molspectra.cli.score;

import org.jspecify.annotations.NullMarked;
