@NullMarked
package io.molspectra.trainer.report;

import org.jspecify.annotations.NullMarked;
