/** Tests of geometries made from SMILES. */
@NullMarked
package io.molspectra.conformer;

import org.jspecify.annotations.NullMarked;
