package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.names.NearNames;
import io.molspectra.cli.plot.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotSpectraCommandTest extends CommandLineTest {

  private Path spectra;

  @BeforeEach
  void writeSpectra() throws IOException {
    spectra = Files.createDirectory(folder.resolve("spectra"));
    Files.writeString(spectra.resolve("uv.csv"), ",1,2,3,4\n0,0,1,2,1\n1,5,4,0,0\n2,1,1,1,1\n");
    Files.writeString(spectra.resolve("ir.csv"), ",500,510,520,530\n0,1,9,2,0\n1,0,0,4,8\n2,,,,\n");
    Files.writeString(spectra.resolve("index.csv"), "row,id,natoms\n0,ab1,3\n1,ab2,4\n2,cd1,5\n");
  }

  @Test
  void theFirstMoleculeIsDrawnAtTheSizeAskedFor() throws Exception {
    Path out = folder.resolve("first.png");
    Run run = plot("--output", out, "--width", 640, "--height", 600, "--dpi", 96).succeeded();
    assertEquals("", run.out() + run.err());
    Pictures.drawn(out, 640, 600);
  }

  @Test
  void aMoleculeIsDrawnTheSameByIdAndByNumber() throws IOException {
    Path first = folder.resolve("0.png");
    Path byId = folder.resolve("id.png");
    Path byNumber = folder.resolve("row.png");
    plot("--output", first).succeeded();
    plot("--output", byId, "--id", "ab2").succeeded();
    plot("--output", byNumber, "--row", 1).succeeded();
    assertEquals(-1, Files.mismatch(byId, byNumber));
    assertTrue(Files.mismatch(byId, first) >= 0, "ab2 looks like ab1");
  }

  @Test
  void severalMoleculesShareThePanelsAndOneMayLackAKind() throws Exception {
    Path out = folder.resolve("three.svg");
    plot("--output", out, "--id", "cd1", "ab2", "--row", 0).succeeded();
    // A curve is the only kind of path in a colour of its own: 3 of uv and 2 of ir.
    var paths = Pictures.svg(out).getElementsByTagName("path");
    int curves = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      String style = paths.item(i).getAttributes().getNamedItem("style").getNodeValue();
      curves += style.contains("fill:none") ? 1 : 0;
    }
    assertEquals(5, curves);
  }

  @Test
  void twoMoleculesAreComparedAndAQueryIsOneOfThem() throws Exception {
    Path query = file("measured.csv", "500,1\n505,5\n530,0\n");
    Path out = folder.resolve("pair.png");
    plot("--output", out, "--query", "ir=" + query, "--id", "ab1", "--compare").succeeded();
    Pictures.drawn(out, 1800, 1120);
    Run three = plot("--output", out, "--row", 0, 1, 2, "--compare").failed(ExitCode.USAGE);
    assertTrue(three.err().contains("draws two molecules, not 3"), three.err());
  }

  @Test
  void aQueryAloneIsDrawnOnItsOwnPoints() throws Exception {
    Path out = folder.resolve("query.png");
    Path jdx =
        file(
            "water.jdx",
            "##TITLE=w\n##JCAMP-DX=4.24\n##DATA TYPE=INFRARED SPECTRUM\n##XUNITS=1/CM\n"
                + "##YUNITS=ABSORBANCE\n##XFACTOR=1\n##YFACTOR=1\n##FIRSTX=1000\n##LASTX=1300\n"
                + "##NPOINTS=4\n##FIRSTY=1\n##XYDATA=(X++(Y..Y))\n1000 1 2 7 3\n##END=\n");
    molspectra("plot", "spectra", "--query", jdx, "--output", out).succeeded();
    Pictures.drawn(out, 1800, 1120);
  }

  @Test
  void anUnknownMoleculeIsToldWithHowManyThereAreAndTheNearest() throws IOException {
    Path out = folder.resolve("no.png");
    Run id = plot("--output", out, "--id", "ab3").failed(ExitCode.FAILURE);
    assertTrue(
        id.err().contains("has no molecule 'ab3' among its 3; near: ab1, ab2, cd1"), id.err());
    Run row = plot("--output", out, "--row", 3).failed(ExitCode.FAILURE);
    assertTrue(row.err().contains("no molecule number 3: it has 3, counted from 0"), row.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void aDamagedSpectrumIsToldAndTheMoleculesOthersAreDrawn() throws Exception {
    Files.writeString(spectra.resolve("ir.csv"), ",500,510,520,530\n0,1,x,2,0\n1,0,0,4,8\n2,,,,\n");
    Path out = folder.resolve("uv.png");
    Run run = plot("--output", out).succeeded();
    assertTrue(run.err().startsWith("left out: ") && run.err().contains("ir.csv"), run.err());
    assertTrue(run.err().contains("line 2"), run.err());
    Pictures.drawn(out, 1800, 1120);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--output a.pdf|name a file .png or .svg",
        "--output a.png --width 10|must be 200 to 20000 pixels",
        "--output a.png --dpi 1000|lower the dpi"
      })
  void whatCannotBeDrawnIsAUsageError(String optionsAndCure) {
    String[] parts = optionsAndCure.split("\\|");
    Run run = plot((Object[]) parts[0].split(" ")).failed(ExitCode.USAGE);
    assertTrue(run.err().contains(parts[1]), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spectra", "attention", "embedding"})
  void theHelpOfEveryFigureShowsExamples(String figure) {
    Run run = molspectra("plot", figure, "--help").succeeded();
    assertTrue(run.out().contains("Examples:\n  molspectra plot " + figure), run.out());
  }

  @Test
  void nearNamesAreThoseWithTheFewestChanges() {
    assertEquals(
        List.of("gdb_12", "gdb_123", "gdb_2"),
        NearNames.of("gdb_12", List.of("water", "gdb_2", "gdb_123", "gdb_12", "gdb_9999")));
  }

  private Run plot(Object... options) {
    Object[] all = new Object[options.length + 4];
    all[0] = "plot";
    all[1] = "spectra";
    all[2] = "--spectra";
    all[3] = spectra;
    System.arraycopy(options, 0, all, 4, options.length);
    return molspectra(all);
  }
}
