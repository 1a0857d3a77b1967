/** Tables of results, one row a molecule. */
@NullMarked
package io.molspectra.table;

import org.jspecify.annotations.NullMarked;
