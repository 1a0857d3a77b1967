@NullMarked
package io.molspectra.trainer.config;

import org.jspecify.annotations.NullMarked;
