@NullMarked
package io.molspectra.dynamics;

import org.jspecify.annotations.NullMarked;
