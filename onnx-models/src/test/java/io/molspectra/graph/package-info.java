/** Building graphs: shapes, names and the errors of mistakes. */
@NullMarked
package io.molspectra.graph;

import org.jspecify.annotations.NullMarked;
