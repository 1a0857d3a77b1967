package io.molspectra.trainer.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {

  @TempDir Path folder;
  private Path runs;
  private Path output;

  @BeforeEach
  void makeFolder() throws IOException {
    runs = Files.createDirectory(folder.resolve("runs"));
    output = folder.resolve("report.html");
  }

  /** Errors of 15 and 17 meV: mean 16, standard deviation sqrt(2) = 1.41. */
  @Test
  void runsOfSeveralSeedsShareARowBesideThePaperInItsUnits() throws Exception {
    RunFolders.qm9(runs.resolve("a/seed-1"), 1, 0.015);
    RunFolders.qm9(runs.resolve("a/seed-2"), 2, 0.017);
    Document page = write(2, 2);
    List<String> ours = row(page, "a/seed-1 and 1 more");
    List<String> heading = row(page, "model");
    assertEquals("homo, meV", heading.get(5));
    assertEquals("16.0 ± 1.41 (2)", ours.get(5));
    assertEquals("1,000", ours.get(2));
    assertEquals("", ours.get(3), "mu was not learned");
    List<String> paper = row(page, "MolSpectra");
    assertEquals("15.5", paper.get(5));
    assertEquals("110,000", paper.get(2));
  }

  @Test
  void otherSettingsOrTrainingSetsHaveRowsOfTheirOwn() throws Exception {
    RunFolders.qm9(runs.resolve("a"), 1, 0.015);
    Path other = RunFolders.qm9(runs.resolve("b"), 2, 0.017);
    Path config = other.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace("num_layers: 3", "num_layers: 4"));
    Document page = write(2, 2);
    assertEquals("15.0 [15.0, 15.0]", row(page, "a", "ours").get(5));
    assertEquals("17.0 [17.0, 17.0]", row(page, "b", "ours").get(5));
  }

  @Test
  void anEnsembleHasItsOwnRowBesideItsMembers() throws Exception {
    RunFolders.qm9(runs.resolve("e/seed-2"), 2, 0.017);
    RunFolders.qm9(runs.resolve("e/seed-10"), 10, 0.015);
    Path mean = RunFolders.qm9(runs.resolve("e"), 1, 0.012);
    for (String file : List.of("config.yaml", "data.json", "metrics.csv")) {
      Files.delete(mean.resolve(file));
    }
    Document page = write(3, 3);
    assertEquals("12.0 [12.0, 12.0]", row(page, "e", "ours").get(5));
    assertEquals("16.0 ± 1.41 (2)", row(page, "e/seed-10 and 1 more").get(5));
    assertEquals("2, 10", row(page, "e", "qm9").get(7));
    assertTrue(
        texts(page, "p").stream().anyMatch(note -> note.endsWith("the mean of seed-2, seed-10")));
    assertEquals(3, page.getElementsByTagName("img").getLength());
  }

  @Test
  void forcesOfATrajectoryStandInTheColumnOfItsMolecule() throws Exception {
    RunFolders.md17(runs.resolve("ethanol"));
    Document page = write(1, 1);
    List<String> ours = row(page, "ethanol", "ours");
    assertEquals("ethanol, kcal/mol/A", row(page, "model").get(5));
    assertEquals("0.250 [0.250, 0.250]", ours.get(5));
    assertEquals("950", ours.get(2));
    assertEquals("0.0520", row(page, "MolSpectra").get(5));
    assertEquals("–", row(page, "PaiNN").get(4), "the paper has no benzene for it");
  }

  @Test
  void resultsOnValidationMoleculesAreNotPutBesideThePaper() throws Exception {
    Path run = RunFolders.qm9(runs.resolve("a"), 1, 0.015);
    Path results = run.resolve("results.json");
    Files.writeString(results, Files.readString(results).replace("\"test\"", "\"validation\""));
    Document page = write(1, 1);
    assertFalse(texts(page, "h2").toString().contains("Table 2"));
  }

  @Test
  void damagedFoldersAreNamedAndTheOthersShown() throws Exception {
    RunFolders.qm9(runs.resolve("good"), 1, 0.015);
    Files.writeString(RunFolders.qm9(runs.resolve("b1"), 1, 1).resolve("config.yaml"), "a: [1,");
    Files.writeString(
        RunFolders.qm9(runs.resolve("b2"), 1, 1).resolve("metrics.csv"),
        "step,train_loss\n0,1\n1\n");
    Files.writeString(RunFolders.qm9(runs.resolve("b3"), 1, 1).resolve("results.json"), "{}");
    Files.delete(RunFolders.qm9(runs.resolve("b4"), 1, 1).resolve("config.yaml"));
    Files.writeString(RunFolders.qm9(runs.resolve("b5"), 1, 1).resolve("data.json"), "");
    ReportPage.Summary summary = ReportPage.write(runs, output);
    assertEquals(1, summary.runs());
    assertEquals(5, summary.damaged().size());
    List<String> named = texts(parse(), "li");
    assertTrue(named.get(0).startsWith("b1: config.yaml, line 1"), named.get(0));
    assertTrue(named.get(1).contains("b2: metrics.csv, column train_loss"), named.get(1));
    assertTrue(named.get(2).contains("results.json"), named.get(2));
    assertTrue(named.get(3).contains("b4: config.yaml is missing"), named.get(3));
    assertTrue(named.get(4).contains("b5: data.json is empty"), named.get(4));
    assertEquals(List.of("good"), texts(parse(), "h3"));
  }

  @Test
  void aRunThatWasNotEvaluatedOrHasOnlyBegunIsShownAsSuch() throws Exception {
    RunFolders.start(runs.resolve("running"), "qm9", "homo", 1, "gdb9.sdf.gz");
    Path begun = Files.createDirectory(runs.resolve("begun"));
    Files.writeString(begun.resolve("config.yaml"), "seed: 4\n");
    Document page = write(2, 0);
    assertEquals(
        List.of("running", "qm9", "homo", "1200", "1000", "96", "104", "1", "20", "0.0370", "no"),
        row(page, "running"));
    assertEquals("pre-training", row(page, "begun").get(1));
    assertEquals(2, page.getElementsByTagName("polyline").getLength());
    assertTrue(texts(page, "p").contains("data.json is missing: the run had not read its data"));
  }

  @Test
  void figuresAreInThePageItself() throws Exception {
    Path run = RunFolders.qm9(runs.resolve("a"), 1, 0.015);
    Files.writeString(run.resolve("errors-homo.png"), "<svg onload='alert(1)'/>");
    Document page = write(1, 1);
    NodeList images = page.getElementsByTagName("img");
    assertEquals(1, images.getLength());
    String source = ((Element) images.item(0)).getAttribute("src");
    String start = "data:image/png;base64,";
    assertTrue(source.startsWith(start), source.substring(0, 30));
    byte[] png = Base64.getDecoder().decode(source.substring(start.length()));
    assertEquals(700, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
    assertTrue(texts(page, "p").contains("errors-homo.png is no PNG and was left out"));
  }

  @Test
  void namesCannotBecomeMarkup() throws Exception {
    String nasty = "<script>alert('1')<!-- & \"x\"";
    Path run = RunFolders.qm9(runs.resolve(nasty), 1, 0.015);
    Files.writeString(
        run.resolve("data.json"), "{\"molecules\":\"</td><b>\\u0007</b>\",\"test\":1}");
    Document page = write(1, 1);
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals(0, page.getElementsByTagName("b").getLength());
    assertEquals(List.of(nasty), texts(page, "h3"));
    assertEquals("</td><b>\uFFFD</b>", row(page, nasty, "qm9").get(3));
    assertFalse(Files.readString(output).contains("<script"));
  }

  @Test
  void thePageAsksForNothingFromElsewhere() throws Exception {
    RunFolders.qm9(runs.resolve("a"), 1, 0.015);
    write(1, 1);
    String text = Files.readString(output).replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assertFalse(text.contains("http"), "a reference to the network");
    assertFalse(text.contains("<link") || text.contains("@import") || text.contains("url("));
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThrows(NoSuchFileException.class, () -> ReportPage.write(folder.resolve("none"), output));
    assertFalse(Files.exists(output));
  }

  private Document write(int all, int evaluated) throws Exception {
    ReportPage.Summary summary = ReportPage.write(runs, output);
    assertEquals(new ReportPage.Summary(all, evaluated, List.of()), summary);
    return parse();
  }

  /** An XML parser refuses what a browser would have to guess at. */
  private Document parse() throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(output.toFile());
  }

  /** Cells of the first row that begins with these. */
  private static List<String> row(Document page, String... first) {
    NodeList rows = page.getElementsByTagName("tr");
    for (int i = 0; i < rows.getLength(); i++) {
      List<String> cells = new ArrayList<>();
      NodeList children = rows.item(i).getChildNodes();
      for (int j = 0; j < children.getLength(); j++) {
        if (children.item(j) instanceof Element cell) {
          cells.add(cell.getTextContent());
        }
      }
      if (cells.size() >= first.length && cells.subList(0, first.length).equals(List.of(first))) {
        return cells;
      }
    }
    throw new AssertionError("no row " + String.join(" | ", first));
  }

  private static List<String> texts(Document page, String tag) {
    NodeList found = page.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }
}
