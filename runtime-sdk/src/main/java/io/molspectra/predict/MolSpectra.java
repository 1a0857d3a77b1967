package io.molspectra.predict;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.DefaultBundle;
import java.io.IOException;
import java.nio.file.Path;

/** Loads models. */
public final class MolSpectra {

  private MolSpectra() {}

  /**
   * Loads a bundle with {@link Options#defaults()}.
   *
   * @throws io.molspectra.bundle.BundleException if the folder is no valid bundle
   * @throws IOException if a file cannot be read
   */
  public static MolSpectraModel load(Path bundle) throws IOException {
    return load(bundle, Options.defaults());
  }

  /**
   * Loads a bundle. All files are verified now; each graph is loaded when it is first needed.
   *
   * @throws io.molspectra.bundle.BundleException if the folder is no valid bundle
   * @throws PredictionException if the device cannot be used
   * @throws IOException if a file cannot be read
   */
  public static MolSpectraModel load(Path bundle, Options options) throws IOException {
    return new MolSpectraModel(Bundle.open(bundle), options);
  }

  /**
   * Loads the default model, which the artifact {@code io.molspectra:molspectra-default-model} puts
   * on the class path, with {@link Options#defaults()}.
   *
   * @throws io.molspectra.bundle.BundleException NO_DEFAULT_MODEL if it is not there
   * @throws IOException if it cannot be unpacked
   * @see DefaultBundle#folder()
   */
  public static MolSpectraModel loadDefault() throws IOException {
    return loadDefault(Options.defaults());
  }

  /**
   * Loads the default model.
   *
   * @throws io.molspectra.bundle.BundleException NO_DEFAULT_MODEL if it is not on the class path
   * @throws PredictionException if the device cannot be used
   * @throws IOException if it cannot be unpacked
   * @see DefaultBundle#folder()
   */
  public static MolSpectraModel loadDefault(Options options) throws IOException {
    return load(DefaultBundle.folder(), options);
  }
}
