package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.plot.AttentionMap;
import io.molspectra.cli.plot.Pictures;
import io.molspectra.predict.Attention;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotAttentionCommandTest extends CommandLineTest {

  private Path bundle;
  private Path spectra;

  @BeforeEach
  void makeBundleAndSpectra() throws IOException {
    bundle = ToyAttentionBundle.in(folder);
    spectra = Files.createDirectory(folder.resolve("spectra"));
    Files.writeString(spectra.resolve("uv.csv"), ",1,2,3,4\n0,1,2,0,1\n1,,,,\n");
    Files.writeString(
        spectra.resolve("ir.csv"), ",500,510,520,530,540,550\n0,1,1,1,1,1,1\n1,0,2,0,2,0,1\n");
  }

  @Test
  void headsAndLayersAndTheirMeanAreDrawn() throws Exception {
    Path mean = folder.resolve("mean.png");
    Path second = folder.resolve("second.png");
    plot(mean, "--layer", 1).succeeded();
    plot(second, "--layer", 1, "--head", 2).succeeded();
    Pictures.drawn(mean, 1800, 1600);
    assertTrue(Files.mismatch(mean, second) >= 0, "a head looks like the mean");
    Path vector = folder.resolve("log.svg");
    plot(vector, "--scale", "log", "--max", 0.3, "--width", 900, "--height", 800, "--dpi", 96)
        .succeeded();
    Pictures.svg(vector);
  }

  @Test
  void theMeanIsOverHeadsAndBlocksAreTheSpectra() throws IOException {
    AttentionMap map = map(0, new int[] {0, 1});
    // Head 1 takes 1/4 from each of four tokens, head 2 takes 1/2 from each of the two of uv.
    for (int from = 0; from < 4; from++) {
      for (int to = 0; to < 4; to++) {
        assertEquals(to < 2 ? 0.375f : 0.125f, map.weights()[4 * from + to]);
      }
    }
    assertEquals("uv", map.blocks().get(0).kind());
    assertArrayEquals(new double[] {1.5, 3.5}, map.blocks().get(0).positions());
    assertArrayEquals(new double[] {520, 550}, map.blocks().get(1).positions());
  }

  @Test
  void spectraThatTheMoleculeLacksAreNotShown() throws IOException {
    AttentionMap map = map(1, new int[] {0});
    assertEquals(1, map.blocks().size());
    assertEquals("ir", map.blocks().get(0).kind());
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, map.weights());
  }

  @ParameterizedTest
  @CsvSource({
    "--layer, 3, --layer 3: the model has 1 to 2",
    "--head, 0, --head 0: the model has 1 to 2",
    "--max, -1, --max must be above 0",
    "--head, all, --head is a number or mean",
    "--scale, cubic, cubic"
  })
  void whatTheModelLacksIsAUsageError(String option, String value, String told) {
    Run run = plot(folder.resolve("no.png"), option, value).failed(ExitCode.USAGE);
    assertTrue(run.err().contains(told), run.err());
  }

  @Test
  void attentionIsDrawnForOneMolecule() {
    Run run = plot(folder.resolve("no.png"), "--row", 0, 1).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("one molecule, not 2"), run.err());
  }

  @Test
  void aModelThatTakesNoSpectraIsANamedError() throws IOException {
    Path structures = ToyBundle.in(folder);
    Path out = folder.resolve("no.png");
    Run run =
        molspectra(
                "plot", "attention", "--model", structures, "--spectra", spectra, "--output", out)
            .failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: UNKNOWN_TASK: "), run.err());
  }

  private AttentionMap map(int row, int[] heads) throws IOException {
    try (MolSpectraModel model = MolSpectra.load(bundle);
        SpectraReader reader = SpectraFolder.open(spectra, model.spectra().kinds())) {
      SpectraRow wanted = reader.next();
      for (int i = 0; i < row; i++) {
        wanted = reader.next();
      }
      Attention attention = model.spectra().attention(wanted);
      return AttentionMaps.of(attention, 0, heads, wanted.intensities().keySet());
    }
  }

  private Run plot(Path out, Object... options) {
    Object[] all = new Object[options.length + 8];
    Object[] first = {
      "plot", "attention", "--model", bundle, "--spectra", spectra, "--output", out
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(options, 0, all, first.length, options.length);
    return molspectra(all);
  }
}
