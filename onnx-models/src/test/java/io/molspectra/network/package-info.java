/** Access for tests to the parts the networks are made of. */
@NullMarked
package io.molspectra.network;

import org.jspecify.annotations.NullMarked;
