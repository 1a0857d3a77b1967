package io.molspectra.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.Conformers;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.IntensityTransform;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.predict.Estimate;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.retrieve.Hit;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.export.ExportedSpecFormer;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's Java example is this folder's file, and it runs. */
class ReadmeExampleTest {

  @ParameterizedTest
  @ValueSource(strings = {"EmbedAndDenoise", "FindBySpectrum", "PredictProperties"})
  void readmeShowsTheCompiledFile(String name) throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String example =
        Files.readString(Path.of("src/test/java/io/molspectra/examples/%s.java".formatted(name)));
    assertTrue(
        readme.contains("```java\n" + example + "```"), "README.md differs from the example");
  }

  @Test
  void propertiesOfOneMoleculeAndOfMany() throws IOException {
    Molecule ethanol =
        assertInstanceOf(Conformer.Built.class, new Conformers(1).build("ethanol", "CCO"))
            .molecule();
    Map<String, Estimate> one = PredictProperties.one(ethanol);
    assertEquals("eV", one.get("gap").unit());
    assertEquals(Set.of("gap", "mu", "u0", "r2", "cv"), one.keySet());
    try (MolSpectraModel model = MolSpectra.loadDefault()) {
      one.forEach(
          (task, estimate) ->
              assertEquals(
                  model.predict(task, List.of(ethanol))[0],
                  estimate.value(),
                  1e-5 * Math.abs(estimate.value())));
    }
    Molecule sulphur = new Molecule("s", new int[] {16}, new float[3]);
    assertEquals(
        1, PredictProperties.many(DefaultBundle.folder(), Stream.of(ethanol, sulphur, ethanol)));
  }

  @Test
  void moleculesAreRankedByAnInfraredSpectrum(@TempDir Path folder) throws IOException {
    var settings = EncoderSettings.of(Preset.MOLSPECTRA, 16, 1, 4, 8, 0, 5, 100);
    var parameters = new RandomParameters(1);
    var specFormer =
        new SpecFormerSettings(
            List.of(new SpectrumPatches("ir", 3501, 100, 100, IntensityTransform.REFERENCE)),
            8,
            2,
            1,
            8,
            16,
            false,
            SpecFormerSettings.Norm.LAYER,
            SpecFormerSettings.Head.POOLED);
    var model =
        new ExportedModel(
            "example",
            new MoleculeNetwork("example", settings, parameters).withNoise().build(),
            ExportedSpecFormer.of(specFormer, List.of(SpectrumKind.IR), parameters),
            List.of(),
            new Preprocessor(5, 99).withSpectra(List.of(SpectrumKind.IR)),
            Map.of(),
            Map.of(),
            "# example\n");
    Path bundle = folder.resolve("bundle");
    BundleExporter.export(model, bundle, SampleMolecules.some(3));
    Path jcamp =
        Files.writeString(
            folder.resolve("unknown.jdx"),
            """
            ##TITLE=unknown
            ##JCAMP-DX=4.24
            ##DATA TYPE=INFRARED SPECTRUM
            ##XUNITS=1/CM
            ##YUNITS=ABSORBANCE
            ##XFACTOR=1
            ##YFACTOR=0.01
            ##FIRSTX=500
            ##LASTX=4000
            ##NPOINTS=8
            ##FIRSTY=0.1
            ##XYDATA=(X++(Y..Y))
            500 10 20 80 30
            2500 10 90 40 10
            ##END=
            """);
    List<Hit> hits = FindBySpectrum.find(bundle, jcamp, SampleMolecules.some(12));
    assertEquals(10, hits.size());
    for (int i = 1; i < hits.size(); i++) {
      assertTrue(hits.get(i - 1).score() >= hits.get(i).score());
    }
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
