/**
 * From molecules to the tensors a network reads: neighbour lists and batches of molecules laid end
 * to end. Training and inference share this code, so preprocessing cannot differ between them.
 */
@NullMarked
package io.molspectra.features;

import org.jspecify.annotations.NullMarked;
