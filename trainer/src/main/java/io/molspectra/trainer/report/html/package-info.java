/**
 * All runs of a folder on one page: a single HTML file that needs no script, no network and no
 * other file, with the figures of the paper beside ours.
 */
@NullMarked
package io.molspectra.trainer.report.html;

import org.jspecify.annotations.NullMarked;
