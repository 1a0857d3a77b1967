/**
 * Scores molecules on a cluster with Apache Spark: rows of a data set in, the same rows with
 * numbers out, one model in each executor. The scores are those of {@link io.molspectra.score}.
 */
@NullMarked
package io.molspectra.spark;

import org.jspecify.annotations.NullMarked;
