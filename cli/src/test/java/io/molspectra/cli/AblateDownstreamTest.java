package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.sample.SampleSpectra;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trainer ablate --downstream} on real molecules and spectra. */
class AblateDownstreamTest {
  private static final List<String> TINY =
      List.of(
          "model.embedding_dimension=8",
          "model.num_layers=1",
          "model.num_heads=2",
          "model.num_rbf=4",
          "data.batch_size=4",
          "data.eval_batch_size=8",
          "data.validation_count=4");

  @TempDir Path folder;
  private Path out;
  private String error = "";

  @BeforeEach
  void write() throws IOException {
    out = folder.resolve("ablation");
    SampleSpectra.writeTo(folder.resolve("spectra"), 24);
    for (String name : List.of("qm9.sdf", "qm9.csv")) {
      try (InputStream in = AblateDownstreamTest.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in, name), folder.resolve(name));
      }
    }
  }

  private int trainer(List<String> arguments) {
    var text = new StringWriter();
    int code =
        new CommandRunner(new TrainerCommand())
            .withOutput(new PrintWriter(new StringWriter()), new PrintWriter(text))
            .run(arguments.toArray(String[]::new));
    error = text.toString();
    return code;
  }

  private int ablate(String... more) {
    Path structures = folder.resolve("spectra").resolve(SampleSpectra.STRUCTURES_FILE);
    Path first = folder.resolve("first");
    if (!Files.exists(first)) {
      var arguments = new ArrayList<>(List.of("pretrain", "--data", structures.toString()));
      arguments.addAll(List.of("--out", first.toString(), "--max-steps", "2"));
      TINY.forEach(setting -> arguments.addAll(List.of("--set", setting)));
      assertEquals(ExitCode.OK, trainer(arguments), () -> error);
    }
    var arguments = new ArrayList<>(List.of("ablate", "--data", structures.toString()));
    arguments.addAll(List.of("--spectra", folder.resolve("spectra").toString()));
    arguments.addAll(List.of("--init", first.toString(), "--out", out.toString()));
    arguments.addAll(List.of("--groups", "objectives", "--seeds", "1,2", "--max-steps", "1"));
    TINY.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    for (String setting : List.of("width=8", "num_heads=2", "num_layers=1", "feed_forward=8")) {
      arguments.addAll(List.of("--set", "specformer." + setting));
    }
    arguments.addAll(List.of(more));
    return trainer(arguments);
  }

  private int downstream(String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--downstream",
                "homo,gap",
                "--qm9",
                folder.resolve("qm9.sdf").toString(),
                "--labels",
                folder.resolve("qm9.csv").toString(),
                "--finetune-steps",
                "2",
                "--finetune-set",
                "data.batch_size=4"));
    arguments.addAll(List.of(more));
    return ablate(arguments.toArray(String[]::new));
  }

  private Map<String, FileTime> results() throws IOException {
    var times = new TreeMap<String, FileTime>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(f -> f.endsWith("downstream.json")).toList()) {
        times.put(out.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void everyVariantIsFinetunedWithEverySeedOnceAndTabulated() throws IOException {
    assertEquals(ExitCode.OK, downstream(), () -> error);
    // Fresh weights, stage one, three variants; two seeds each.
    Map<String, FileTime> before = results();
    assertEquals(10, before.size(), before::toString);
    String text = Files.readString(out.resolve("results.md"));
    assertTrue(text.contains("## Fine-tuned to homo, gap"), text);
    assertTrue(text.contains("| | homo, eV | gap, eV | runs |"), text);
    for (String row :
        List.of(
            "**fresh weights**",
            "**stage one alone**",
            "**denoise + MPR + contrast**",
            "denoise + contrast")) {
      List<String> found =
          text.substring(text.indexOf("## Fine-tuned"))
              .lines()
              .filter(line -> line.startsWith("| " + row + " |"))
              .toList();
      assertEquals(1, found.size(), text);
      assertTrue(
          found.get(0).matches(".*\\| \\d\\S* ± \\d\\S* \\| \\d\\S* ± \\d\\S* \\| 2 \\|"),
          found.get(0));
    }

    assertEquals(ExitCode.OK, downstream(), () -> error);
    assertFalse(error.contains("fine-tuning: "), error);
    assertEquals(before, results());

    // Variants that are trained anew are fine-tuned anew; what they started from is not.
    assertEquals(ExitCode.OK, downstream("--set", "objective.temperature=0.1"), () -> error);
    assertEquals(6, error.lines().filter(line -> line.startsWith("fine-tuning: ")).count(), error);
    assertFalse(error.contains("fine-tuning: fresh"), error);
  }

  @Test
  void wrongOptionsCostNoTraining() {
    assertEquals(ExitCode.USAGE, ablate("--downstream", "gap"));
    assertTrue(error.contains("--downstream needs --qm9 FILE and --labels FILE"), error);
    assertEquals(ExitCode.USAGE, ablate("--labels", folder.resolve("qm9.csv").toString()));
    assertTrue(error.contains("need --downstream"), error);
    assertEquals(ExitCode.USAGE, downstream("--downstream", "gapp"));
    assertTrue(error.contains("'gapp' is no property of QM9"), error);
    assertFalse(Files.exists(out));
  }
}
