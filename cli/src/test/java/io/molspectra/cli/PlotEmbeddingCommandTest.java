package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.plot.Pictures;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotEmbeddingCommandTest extends CommandLineTest {

  private static final float[] POINTS = {0, 0, 1, 1, 0, 2, 0, 3, 1, 1, 1, 1};

  @Test
  void embeddingsOfAFileAreDrawnAsPngAndSvg() throws Exception {
    Path npz = npz("z.npz", "z", 4, 3);
    Path png = folder.resolve("map.png");
    plot("--embeddings", npz, "--output", png, "--width", 800, "--height", 700).succeeded();
    Pictures.drawn(png, 800, 700);
    plot("--embeddings", npz, "--output", folder.resolve("map.svg")).succeeded();
    Pictures.svg(folder.resolve("map.svg"));
  }

  @Test
  void whatEmbedWritesCanBeDrawn() throws Exception {
    Path out = folder.resolve("embedding.npz");
    molspectra(
            "embed",
            "--model",
            ToyBundle.in(folder),
            "--input",
            file("in.xyz", molecules(9)),
            "--output",
            out)
        .succeeded();
    plot("--embeddings", out, "--output", folder.resolve("map.png")).succeeded();
    Pictures.drawn(folder.resolve("map.png"), 1700, 1500);
  }

  @Test
  void colorsComeFromTheRowsWithTheSameIds() throws Exception {
    Path npz = npz("z.npz", "embedding", 4, 3);
    Path table = file("labels.csv", "n,name,size,class\n7,m2,4,x\n0,m0,1,y\n1,m1,9.5,x\n");
    Path plain = folder.resolve("plain.png");
    Path number = folder.resolve("number.png");
    Path category = folder.resolve("category.png");
    plot("--embeddings", npz, "--output", plain).succeeded();
    Run run = labelled(npz, table, "size", number).succeeded();
    assertEquals("1 of 4 molecules have no size\n", run.err());
    labelled(npz, table, "class", category).succeeded();
    for (Path file : List.of(plain, number, category)) {
      Pictures.drawn(file, 1700, 1500);
    }
    assertTrue(Files.mismatch(plain, number) >= 0 && Files.mismatch(number, category) >= 0);
  }

  @Test
  void theColumnOfIdsIsFoundByItsContent() throws IOException {
    Path table = file("labels.csv", "n,name,size\nm9,m2,4\nm1,m0,1\n,m1,9\n");
    LabelColumn column = LabelColumn.read(table, "size", Set.of("m0", "m1", "m2"));
    assertEquals("name", column.idColumn());
    assertEquals(Map.of("m0", "1", "m1", "9", "m2", "4"), column.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,size\nm0,1\n|shape|has no column 'shape'; near: size, id",
        "id,size\nx,1\n|size|no column holds an id of the molecules, such as 'm",
        "id,size\nm0,1\nm0,2\n|size|line 3: id 'm0' has size '2' here and '1' above",
        "id,size\n|size|has no rows"
      })
  void aTableThatDoesNotFitIsToldWithItsFault(String tableColumnAndFault) throws IOException {
    String[] parts = tableColumnAndFault.split("\\|");
    Path table = file("labels.csv", parts[0]);
    Run run =
        labelled(npz("z.npz", "z", 4, 3), table, parts[1], folder.resolve("no.png"))
            .failed(ExitCode.FAILURE);
    assertTrue(run.err().contains(table + ": " + parts[2]), run.err());
  }

  @Test
  void structuresAndSpectraOfTheSameMoleculesAreJoined() throws Exception {
    Path spectra = Files.createDirectory(folder.resolve("spectra"));
    Files.writeString(spectra.resolve("uv.csv"), ",1,2,3,4\n0,3,1,0,0\n1,,,,\n2,1,2,0,0\n");
    Files.writeString(spectra.resolve("index.csv"), "row,id,natoms\n0,m1,1\n1,m2,1\n2,m9,1\n");
    Path out = folder.resolve("both.svg");
    Run run =
        plot(
                "--model",
                ToySpectraBundle.in(folder),
                "--input",
                file("in.xyz", molecules(4)),
                "--spectra",
                spectra,
                "--output",
                out)
            .succeeded();
    // m2 has no spectrum; m1 alone is in both.
    assertTrue(run.err().contains("rejected: " + spectra + ", record 2: NO_SPECTRUM"), run.err());
    assertTrue(
        run.err().endsWith("spectra: 2 embedded, 1 rejected\n1 molecules have both\n"), run.err());
    var lines = Pictures.svg(out).getElementsByTagName("line");
    int joins = 0;
    for (int i = 0; i < lines.getLength(); i++) {
      var line = lines.item(i).getAttributes();
      boolean slanted =
          !line.getNamedItem("x1").getNodeValue().equals(line.getNamedItem("x2").getNodeValue())
              && !line.getNamedItem("y1")
                  .getNodeValue()
                  .equals(line.getNamedItem("y2").getNodeValue());
      joins += slanted ? 1 : 0;
    }
    assertEquals(1, joins);
  }

  @Test
  void spectraAloneAreEmbeddedToo() throws Exception {
    Path spectra = Files.createDirectory(folder.resolve("spectra"));
    Files.writeString(spectra.resolve("uv.csv"), ",1,2,3,4\n0,3,1,0,0\n1,4,4,0,0\n2,1,2,0,0\n");
    Path out = folder.resolve("spectra.png");
    plot("--model", ToySpectraBundle.in(folder), "--spectra", spectra, "--output", out).succeeded();
    Pictures.drawn(out, 1700, 1500);
  }

  @Test
  void setsOfDifferentWidthHaveNoCommonMap() throws IOException {
    Run run =
        plot(
                "--embeddings",
                npz("a.npz", "z", 4, 3),
                npz("b.npz", "z", 6, 2),
                "--output",
                folder.resolve("no.png"))
            .failed(ExitCode.FAILURE);
    assertTrue(
        run.err().contains("a.npz have 3 channels, b.npz 2: they cannot be drawn"), run.err());
  }

  @Test
  void aFileWithoutEmbeddingsOrWithOneMoleculeIsAnError() throws IOException {
    Path out = folder.resolve("no.png");
    Run other =
        plot("--embeddings", npz("a.npz", "x", 4, 3), "--output", out).failed(ExitCode.FAILURE);
    assertTrue(other.err().contains("has no array z or embedding, but [id, x]"), other.err());
    Run one =
        plot("--embeddings", npz("b.npz", "z", 1, 12), "--output", out).failed(ExitCode.FAILURE);
    assertTrue(one.err().contains("at least two points, got 1"), one.err());
  }

  @Test
  void optionsThatDoNotGoTogetherAreAUsageError() {
    Path out = folder.resolve("no.png");
    plot("--output", out).failed(ExitCode.USAGE);
    plot("--model", "bundle", "--output", out).failed(ExitCode.USAGE);
    plot("--embeddings", "z.npz", "--spectra", "dir", "--output", out).failed(ExitCode.USAGE);
    plot("--embeddings", "z.npz", "--color-by", "x", "--output", out).failed(ExitCode.USAGE);
  }

  private Path npz(String name, String array, int molecules, int width) throws IOException {
    Path file = folder.resolve(name);
    String[] ids = new String[molecules];
    for (int m = 0; m < molecules; m++) {
      ids[m] = "m" + m;
    }
    try (NpzWriter npz = NpzWriter.create(file)) {
      npz.add("id", NpyArray.of(ids, molecules));
      npz.add(array, NpyArray.of(POINTS, molecules, width));
      npz.commit();
    }
    return file;
  }

  private static Run labelled(Path npz, Path table, String column, Path out) {
    return plot("--embeddings", npz, "--labels", table, "--color-by", column, "--output", out);
  }

  private static Run plot(Object... options) {
    Object[] all = new Object[options.length + 2];
    all[0] = "plot";
    all[1] = "embedding";
    System.arraycopy(options, 0, all, 2, options.length);
    return molspectra(all);
  }
}
