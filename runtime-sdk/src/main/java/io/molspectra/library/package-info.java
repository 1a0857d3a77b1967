/**
 * Libraries of molecules as rows: structures, or SMILES that are yet to be given a geometry. Every
 * line or record of a file is one row, readable or not, so that none is lost on the way.
 */
@NullMarked
package io.molspectra.library;

import org.jspecify.annotations.NullMarked;
