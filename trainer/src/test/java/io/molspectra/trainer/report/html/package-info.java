@NullMarked
package io.molspectra.trainer.report.html;

import org.jspecify.annotations.NullMarked;
