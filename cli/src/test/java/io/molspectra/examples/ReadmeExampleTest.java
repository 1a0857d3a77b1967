package io.molspectra.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java example is this folder's file, and it runs. */
class ReadmeExampleTest {

  @Test
  void readmeShowsTheCompiledFile() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String example =
        Files.readString(Path.of("src/test/java/io/molspectra/examples/EmbedAndDenoise.java"));
    assertTrue(
        readme.contains("```java\n" + example + "```"), "README.md differs from the example");
  }

  @Test
  void exampleRunsOnABundle(@TempDir Path folder) throws IOException {
    var settings = EncoderSettings.of(Preset.MOLSPECTRA, 16, 2, 4, 8, 0, 5, 100);
    var model =
        new ExportedModel(
            "example",
            new MoleculeNetwork("example", settings, new RandomParameters(1)).withNoise().build(),
            List.of(TaskSpec.vector("noise", "1")),
            new Preprocessor(
                Preprocessor.ANGSTROM,
                5,
                99,
                null,
                new NoiseNormalizer(List.of(0.0, 0.0, 0.0), List.of(0.04, 0.04, 0.04))),
            Map.of(),
            Map.of(),
            "# example\n");
    Path bundle = folder.resolve("bundle");
    BundleExporter.export(model, bundle, SampleMolecules.some(3));

    PrintStream console = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      EmbedAndDenoise.main(new String[] {bundle.toString()});
    } finally {
      System.setOut(console);
    }
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("embedding has 16 numbers"), text);
  }
}
