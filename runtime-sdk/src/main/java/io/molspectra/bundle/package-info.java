/**
 * The bundle: one folder that holds everything a prediction needs. ONNX files compute, {@code
 * preprocessor.json} holds every constant of the preprocessing, {@code config.json} the
 * architecture, {@code golden/golden.json} and {@code golden/spectra.json} molecules and spectra
 * with expected outputs, and {@code bundle.json} lists tasks and files with their sizes and hashes.
 *
 * <p>{@link io.molspectra.bundle.Bundle#open} trusts nothing: whatever differs from the list is a
 * {@link io.molspectra.bundle.BundleException} that names the file and the cure. {@link
 * io.molspectra.bundle.BundleWriter} writes a bundle so that it exists whole or not at all.
 */
@NullMarked
package io.molspectra.bundle;

import org.jspecify.annotations.NullMarked;
