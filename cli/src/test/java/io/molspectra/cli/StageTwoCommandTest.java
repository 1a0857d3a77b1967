package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.trainer.sample.SampleSpectra;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stage two by its commands, on sound and on broken spectra. */
class StageTwoCommandTest {
  private static final int MOLECULES = 24;
  private static final List<String> TINY =
      List.of(
          "model.embedding_dimension=8",
          "model.num_layers=1",
          "model.num_heads=2",
          "model.num_rbf=4",
          "data.batch_size=4",
          "data.eval_batch_size=4",
          "data.validation_count=4",
          "schedule.warmup_steps=0",
          "schedule.max_steps=2");
  private static final List<String> TINY_SPECFORMER =
      List.of(
          "specformer.width=8",
          "specformer.num_heads=2",
          "specformer.num_layers=1",
          "specformer.feed_forward=8");

  @TempDir Path folder;
  private Path spectra;
  private Path structures;
  private String error = "";

  @BeforeEach
  void write() throws IOException {
    spectra = folder.resolve("spectra");
    SampleSpectra.writeTo(spectra, MOLECULES);
    structures = spectra.resolve(SampleSpectra.STRUCTURES_FILE);
  }

  private int run(Object root, String... arguments) {
    var text = new StringWriter();
    int code =
        new CommandRunner(root)
            .withOutput(new PrintWriter(new StringWriter()), new PrintWriter(text))
            .run(arguments);
    error = text.toString();
    return code;
  }

  private int trainer(String... arguments) {
    return run(new TrainerCommand(), arguments);
  }

  private int stageTwo(String out, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "pretrain",
                "--stage",
                "2",
                "--data",
                structures.toString(),
                "--spectra",
                spectra.toString(),
                "--out",
                folder.resolve(out).toString()));
    Stream.concat(
            Arrays.asList(more).contains("--init") ? Stream.empty() : TINY.stream(),
            TINY_SPECFORMER.stream())
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of(more));
    return trainer(arguments.toArray(String[]::new));
  }

  @Test
  void fromStageOneToHits() throws IOException {
    var first = new ArrayList<>(List.of("pretrain", "--data", structures.toString()));
    TINY.forEach(setting -> first.addAll(List.of("--set", setting)));
    first.addAll(List.of("--out", folder.resolve("first").toString()));
    assertEquals(ExitCode.OK, trainer(first.toArray(String[]::new)), () -> error);

    String init = folder.resolve("first").toString();
    String[] settings = {
      "--set",
      "schedule.max_steps=2",
      "--set",
      "data.batch_size=4",
      "--set",
      "data.validation_count=4"
    };
    var second = new ArrayList<>(List.of("--init", init));
    second.addAll(List.of(settings));
    assertEquals(ExitCode.OK, stageTwo("second", second.toArray(String[]::new)), () -> error);
    assertTrue(error.contains("24 pairs {uv=24, ir=24, raman=24}"), error);

    Path bundle = folder.resolve("bundle");
    assertEquals(
        ExitCode.OK,
        trainer("export", "--run", folder.resolve("second").toString(), "--out", bundle.toString()),
        () -> error);
    Path z = folder.resolve("z.npz");
    assertEquals(
        ExitCode.OK,
        run(
            new MolSpectraCommand(),
            "embed-spectra",
            "--model",
            bundle.toString(),
            "--spectra",
            spectra.toString(),
            "--output",
            z.toString()),
        () -> error);
    Map<String, NpyArray> arrays = NpzReader.readAll(z);
    assertEquals("[24, 8]", Arrays.toString(arrays.get("z").shape()));
    assertTrue(arrays.get("id").toStrings()[0].startsWith("gdb_"));

    Path hits = folder.resolve("hits.csv");
    assertEquals(
        ExitCode.OK,
        run(
            new MolSpectraCommand(),
            "retrieve",
            "--model",
            bundle.toString(),
            "--spectra",
            spectra.toString(),
            "--library",
            structures.toString(),
            "--top",
            "3",
            "--output",
            hits.toString()),
        () -> error);
    List<String> lines = Files.readAllLines(hits);
    assertEquals("query,rank,molecule,score", lines.get(0));
    assertEquals(1 + 3 * MOLECULES, lines.size());
  }

  @Test
  void brokenSpectraOfSomeMoleculesAreToldAndLeftOut() throws IOException {
    edit("ir.", lines -> cell(lines, 3, 7, "-1.5"));
    edit("uv.", lines -> cell(lines, 5, 2, "NaN"));
    edit("raman.", lines -> cell(lines, 6, 9, ""));
    edit("raman.", lines -> cut(lines, 8));
    assertEquals(ExitCode.OK, stageTwo("run"), () -> error);
    for (String reason : List.of("NEGATIVE_INTENSITY", "NON_FINITE_INTENSITY", "MISSING_POINTS")) {
      assertTrue(error.contains(reason), () -> reason + " not in " + error);
    }
    assertTrue(error.contains("24 pairs {uv=23, ir=23, raman=22}"), error);
    assertEquals(ExitCode.REJECTED, stageTwo("strict", "--strict"));
    assertTrue(error.contains("without --strict it would be left out"), error);
  }

  @Test
  void aKindThatIsNotThereIsLeftOutOfTheNetwork() throws IOException {
    Files.delete(spectra.resolve("raman.csv.gz"));
    assertEquals(ExitCode.OK, stageTwo("run"), () -> error);
    assertTrue(error.contains("no molecule has raman: the network is built without"), error);
    String config = Files.readString(folder.resolve("run").resolve("config.yaml"));
    assertFalse(config.contains("raman"), config);
    assertEquals(ExitCode.OK, stageTwo("run", "--resume"), () -> error);
    assertEquals(
        ExitCode.OK,
        trainer(
            "pretrain",
            "--stage",
            "2",
            "--data",
            structures.toString(),
            "--spectra",
            spectra.toString(),
            "--out",
            folder.resolve("run").toString(),
            "--resume"),
        () -> error);
  }

  @Test
  void aTableThatIsCutIsRefusedAsAWhole() throws IOException {
    edit("ir.", lines -> lines.subList(0, 20));
    assertEquals(ExitCode.FAILURE, stageTwo("run"));
    assertTrue(error.contains("error: ROW_COUNT: "), error);
    assertFalse(Files.exists(folder.resolve("run").resolve("config.yaml")));
  }

  @Test
  void anIdThatOccursTwiceIsRefused() throws IOException {
    Path index = spectra.resolve("index.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(index));
    String[] first = lines.get(1).split(",");
    String[] second = lines.get(2).split(",");
    second[1] = first[1];
    lines.set(2, String.join(",", second));
    Files.write(index, lines);
    assertEquals(ExitCode.FAILURE, stageTwo("run"));
    assertTrue(error.contains("error: DUPLICATE_ID: "), error);
  }

  @Test
  void anotherGridIsRefused() throws IOException {
    edit("uv.", lines -> header(lines, 100));
    assertEquals(ExitCode.FAILURE, stageTwo("run"));
    assertTrue(error.contains("error: WRONG_GRID: "), error);
  }

  @Test
  void tablesWithoutAnIndexNeedAsManyStructures() throws IOException {
    Files.delete(spectra.resolve("index.csv"));
    assertEquals(ExitCode.OK, stageTwo("whole"), () -> error);
    List<String> frames = Files.readAllLines(structures);
    int atoms = Integer.parseInt(frames.get(0).strip());
    Files.write(structures, frames.subList(atoms + 2, frames.size()));
    assertEquals(ExitCode.FAILURE, stageTwo("shifted"));
    assertTrue(error.contains("error: ROW_COUNT: 24 rows of spectra"), error);
  }

  @Test
  void aDamagedStructureTakesItsRowWithItAndShiftsNothing() throws IOException {
    Files.delete(spectra.resolve("index.csv"));
    List<String> frames = new ArrayList<>(Files.readAllLines(structures));
    frames.set(2, frames.get(2).replaceFirst("[A-Z][a-z]?", "Xx"));
    Files.write(structures, frames);
    assertEquals(ExitCode.OK, stageTwo("run"), () -> error);
    assertTrue(error.contains("23 pairs"), error);
    assertTrue(error.contains("1 spectra without structure"), error);
  }

  @Test
  void heldOutIdsAreToldAndLeftOut() throws IOException {
    String id = Files.readAllLines(spectra.resolve("index.csv")).get(4).split(",")[1];
    Path ids = Files.writeString(folder.resolve("ids.txt"), "# test set\n" + id + "\nother\n");
    assertEquals(ExitCode.OK, stageTwo("run", "--exclude-ids", ids.toString()), () -> error);
    assertTrue(error.contains("warning: 1 molecules are in"), error);
    assertTrue(error.contains("23 pairs"), error);
  }

  @Test
  void aRunThatLeftOutIdsIsNotResumedWithThem() throws IOException {
    String id = Files.readAllLines(spectra.resolve("index.csv")).get(4).split(",")[1];
    Path ids = Files.writeString(folder.resolve("ids.txt"), "\ufeff" + id + "\n");
    assertEquals(ExitCode.OK, stageTwo("run", "--exclude-ids", ids.toString()), () -> error);
    assertTrue(error.contains("23 pairs"), error);
    Path facts = folder.resolve("run").resolve("data.json");
    String before = Files.readString(facts);
    String[] resume = {
      "pretrain",
      "--stage",
      "2",
      "--data",
      structures.toString(),
      "--spectra",
      spectra.toString(),
      "--out",
      folder.resolve("run").toString(),
      "--resume"
    };
    assertEquals(ExitCode.FAILURE, trainer(resume));
    assertTrue(error.contains("left out 1 molecules by --exclude-ids"), error);
    assertEquals(before, Files.readString(facts));
  }

  @Test
  void idsOfNoMoleculeAreTold() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.txt"), "nobody,18\n");
    assertEquals(ExitCode.OK, stageTwo("run", "--exclude-ids", ids.toString()), () -> error);
    assertTrue(error.contains("1 of the 1 ids in"), error);
    assertTrue(error.contains("nothing was left out"), error);
  }

  @Test
  void rowNumbersAreNeverTakenForIds() throws IOException {
    Files.delete(spectra.resolve("index.csv"));
    assertEquals(
        ExitCode.USAGE,
        run(
            new MolSpectraCommand(),
            "plot",
            "embedding",
            "--model",
            folder.resolve("none").toString(),
            "--spectra",
            spectra.toString(),
            "--input",
            structures.toString(),
            "--output",
            folder.resolve("map.png").toString()));
    assertTrue(error.contains("has no index.csv"), error);
  }

  @Test
  void optionsOfTheOtherStageAreRefused() {
    assertEquals(
        ExitCode.USAGE,
        trainer(
            "pretrain",
            "--data",
            structures.toString(),
            "--spectra",
            spectra.toString(),
            "--out",
            folder.resolve("x").toString()));
    assertTrue(error.contains("add --stage 2"), error);
    assertEquals(
        ExitCode.USAGE,
        trainer(
            "pretrain",
            "--stage",
            "2",
            "--data",
            structures.toString(),
            "--out",
            folder.resolve("x").toString()));
    assertTrue(error.contains("stage two needs --spectra"), error);
  }

  @Test
  void anInterruptedRunGoesOnAndOtherSpectraAreRefused() throws IOException {
    assertEquals(ExitCode.OK, stageTwo("run"), () -> error);
    assertEquals(ExitCode.OK, stageTwo("run", "--resume"), () -> error);
    assertTrue(error.contains("finished already"), error);
    edit("ir.", lines -> cell(lines, 3, 7, "0.125"));
    assertEquals(ExitCode.FAILURE, stageTwo("run", "--resume"));
    assertTrue(error.contains("the spectra differ from those of the run"), error);
  }

  @Test
  void anAblationIsRunOnceAndTabulated() throws IOException {
    var first = new ArrayList<>(List.of("pretrain", "--data", structures.toString()));
    TINY.forEach(setting -> first.addAll(List.of("--set", setting)));
    first.addAll(List.of("--out", folder.resolve("first").toString()));
    assertEquals(ExitCode.OK, trainer(first.toArray(String[]::new)), () -> error);
    var ablate =
        new ArrayList<>(
            List.of(
                "ablate",
                "--data",
                structures.toString(),
                "--spectra",
                spectra.toString(),
                "--init",
                folder.resolve("first").toString(),
                "--out",
                folder.resolve("ablation").toString(),
                "--groups",
                "objectives,spectra",
                "--seeds",
                "1,2",
                "--max-steps",
                "1"));
    TINY_SPECFORMER.forEach(setting -> ablate.addAll(List.of("--set", setting)));
    ablate.addAll(List.of("--set", "data.batch_size=4", "--set", "data.validation_count=4"));
    assertEquals(ExitCode.OK, trainer(ablate.toArray(String[]::new)), () -> error);
    assertTrue(error.contains("12/12 without raman, seed 2"), error);
    String table = Files.readString(folder.resolve("ablation").resolve("results.md"));
    for (String row :
        List.of("| denoise |", "| denoise + contrast |", "| without uv |", "| chance |")) {
      assertTrue(table.contains(row), () -> row + " not in " + table);
    }
    assertEquals(ExitCode.OK, trainer(ablate.toArray(String[]::new)), () -> error);
    assertFalse(error.contains("12/12"), "finished runs must not be run again: " + error);
    assertEquals(table, Files.readString(folder.resolve("ablation").resolve("results.md")));
  }

  private void edit(String prefix, UnaryOperator<List<String>> change) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(spectra)) {
      file =
          files
              .filter(path -> path.getFileName().toString().startsWith(prefix))
              .findFirst()
              .orElseThrow();
    }
    List<String> lines;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(
          (String.join("\n", change.apply(new ArrayList<>(lines))) + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bytes.toByteArray());
  }

  private static List<String> cell(List<String> lines, int line, int column, String value) {
    String[] cells = lines.get(line).split(",", -1);
    cells[column] = value;
    lines.set(line, String.join(",", cells));
    return lines;
  }

  private static List<String> cut(List<String> lines, int line) {
    lines.set(line, lines.get(line).substring(0, lines.get(line).lastIndexOf(',')));
    return lines;
  }

  private static List<String> header(List<String> lines, double shift) {
    String[] cells = lines.get(0).split(",", -1);
    for (int i = 1; i < cells.length; i++) {
      cells[i] = Double.toString(Double.parseDouble(cells[i]) + shift);
    }
    lines.set(0, String.join(",", cells));
    return lines;
  }
}
