package io.molspectra.examples;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.Denoised;
import io.molspectra.predict.Embeddings;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Embeds a molecule and takes the noise out of its geometry. */
final class EmbedAndDenoise {
  public static void main(String[] arguments) throws IOException {
    Molecule water =
        new Molecule(
            "water",
            new int[] {8, 1, 1},
            new float[] {0, 0, 0.119f, 0, 0.763f, -0.477f, 0, -0.7f, -0.5f});
    try (MolSpectraModel model = MolSpectra.load(Path.of(arguments[0]))) {
      Embeddings embeddings = model.embed(List.of(water));
      System.out.println("embedding has " + embeddings.width() + " numbers");

      Denoised denoised = model.denoise(List.of(water));
      System.out.println(Arrays.toString(denoised.molecules().get(0).positions()));
    }
  }
}
