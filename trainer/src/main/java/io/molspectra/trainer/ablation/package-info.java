/**
 * Stage two with one thing changed at a time: what each objective, kind of spectrum, mask ratio,
 * way of cutting patches and weight is worth, on molecules that were held out.
 */
@NullMarked
package io.molspectra.trainer.ablation;

import org.jspecify.annotations.NullMarked;
