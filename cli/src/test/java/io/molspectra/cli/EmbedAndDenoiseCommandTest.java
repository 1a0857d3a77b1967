package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.predict.Denoised;
import io.molspectra.predict.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbedAndDenoiseCommandTest extends CommandLineTest {

  private Path bundle;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = ToyBundle.in(folder);
  }

  @Test
  void embeddingsAreOneRowAMolecule() throws IOException {
    List<Molecule> molecules = molecules(40);
    Path out = folder.resolve("new/folder/out.npz");
    embed(file("in.xyz", molecules), out).succeeded();
    Map<String, NpyArray> arrays = NpzReader.readAll(out);
    assertEquals(List.of("id", "embedding"), List.copyOf(arrays.keySet()));
    Embeddings direct = asked(bundle, model -> model.embed(molecules));
    assertArrayEquals(new long[] {40, 2}, arrays.get("embedding").shape());
    assertArrayEquals(direct.values(), arrays.get("embedding").toFloats());
  }

  @Test
  void embeddingsInCsvAreOneColumnAChannel() throws IOException {
    Path out = folder.resolve("out.csv");
    embed(file("in.xyz", "2\n\"h,2\"\nH 0 0 0\nH 0 0 1\n"), out).succeeded();
    assertEquals("id,embedding_0,embedding_1", Files.readAllLines(out).get(0));
    assertTrue(Files.readAllLines(out).get(1).endsWith(",2.0,4.0"), Files.readString(out));
  }

  @Test
  void denoisingTakesTheNoiseOutOfThePositions() throws IOException {
    List<Molecule> molecules = molecules(40);
    Path out = folder.resolve("clean.xyz");
    Run run = denoise(file("in.xyz", molecules), out).succeeded();
    assertEquals("40 predicted, 0 rejected\n", run.err());
    Denoised direct = asked(bundle, model -> model.denoise(molecules));
    assertEquals(direct.molecules(), readAll(out));
  }

  @Test
  void theCommentTellsTheNormOfTheNoiseInAngstrom() throws IOException {
    Path out = folder.resolve("clean.extxyz.gz");
    // noise = position / 2 * 0.02 angstrom, so 0.03 and 0.04 together make 0.05.
    Path in = file("in.xyz", "2\nfar apart\nO 3 0 0\nO 0 4 0\n");
    denoise(in, out).succeeded();
    Path plain = folder.resolve("clean.xyz");
    denoise(in, plain).succeeded();
    assertEquals(
        "Properties=species:S:1:pos:R:3 name=\"far\" noise_norm=\"0.050000\"",
        Files.readAllLines(plain).get(1));
    assertEquals(readAll(plain), readAll(out));
    assertEquals(2.97f, readAll(out).get(0).positions()[0], 1e-6);
  }

  @Test
  void aMoleculeCanBeDenoisedInPlace() throws IOException {
    Path file = file("in.xyz", "1\na\nO 1 0 0\n");
    denoise(file, file).succeeded();
    assertEquals(0.99f, readAll(file).get(0).positions()[0], 1e-6);
    assertEquals(List.of("in.xyz"), files());
  }

  @Test
  void denoisingWithoutNoiseStatisticsIsANamedError() throws IOException {
    bundle = ToyBundle.withoutConstants(folder);
    Path out = folder.resolve("clean.xyz");
    Run run = denoise(file("in.xyz", molecules(1)), out).failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: NO_NOISE_NORMALIZER: bundle toy-1"), run.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void denoisedGeometriesAreWrittenAsXyzOnly() throws IOException {
    Run run =
        denoise(file("in.xyz", molecules(1)), folder.resolve("clean.sdf")).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("name a file .xyz or .extxyz"), run.err());
  }

  private Run embed(Path in, Path out) {
    return molspectra("embed", "--model", bundle, "--input", in, "--output", out, "--batch", "7");
  }

  private Run denoise(Path in, Path out) {
    return molspectra("denoise", "--model", bundle, "--input", in, "--output", out, "--batch", "7");
  }
}
