package io.molspectra.cli;

import io.molspectra.spectrum.LineShape;
import io.molspectra.trainer.convert.ConversionSummary;
import io.molspectra.trainer.convert.MultimodalConversion;
import io.molspectra.trainer.convert.StickConversion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer spectra}. */
@Command(
    name = "spectra",
    mixinStandardHelpOptions = true,
    description = "Bring spectra from other sources into the layout that training reads.",
    footer = {
      "",
      "What is read goes by the name of --input:",
      "  .parquet           the multimodal spectroscopic data set (Alberts et al.,",
      "                     2024): IR, 1H and 13C NMR; each SMILES gets a conformer",
      "  .jsonl .jsonl.gz   unbroadened lines; --structures has the molecules in",
      "                     the same order",
      "Written are a table a kind of spectrum, index.csv and structures.xyz, all in",
      "the same order.",
      "",
      "Examples:",
      "  trainer spectra --input example_data_1.parquet --output DIR",
      "  trainer spectra --input data.parquet --output DIR --rejects rejects.csv",
      "  trainer spectra --input data.parquet --output DIR --kinds ir --limit 10",
      "  trainer spectra --input sticks.jsonl.gz --structures structures.xyz \\",
      "      --output DIR --ir-fwhm 12 --uv-fwhm 0.4"
    })
final class SpectraCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--input", required = true, paramLabel = "FILE", description = "Source.")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write; must not exist or be empty.")
  private Path output;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description =
          "Kinds of spectra: some of ir,h_nmr,c_nmr (.parquet) or ir,raman,uv (.jsonl); all by default.")
  private @Nullable List<String> kinds;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Read the first N records only.",
      defaultValue = "" + Long.MAX_VALUE,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private long limit;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the conformers; default ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(names = "--rejects", paramLabel = "FILE", description = "CSV of what was left out.")
  private @Nullable Path rejects;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that build conformers; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--structures",
      paramLabel = "FILE",
      description = "Molecules of the lines: .xyz or .sdf, a record a line of --input.")
  private @Nullable Path structures;

  @Option(
      names = "--ir-fwhm",
      paramLabel = "CM-1",
      description = "Width of IR and Raman lines at half height; default ${DEFAULT-VALUE} cm-1.",
      defaultValue = "12")
  private double irFwhm;

  @Option(
      names = "--uv-fwhm",
      paramLabel = "EV",
      description = "Width of UV-Vis lines at half height; default ${DEFAULT-VALUE} eV.",
      defaultValue = "0.4")
  private double uvFwhm;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description =
          "lorentzian or gaussian; default lorentzian for IR and Raman, gaussian for UV-Vis.")
  private @Nullable LineShape shape;

  @Override
  public Integer call() throws Exception {
    String name = input.toString().toLowerCase(Locale.ROOT);
    boolean parquet = name.endsWith(".parquet");
    if (!parquet && !name.matches(".*\\.jsonl(\\.gz)?")) {
      throw usage("--input %s: known are .parquet, .jsonl and .jsonl.gz".formatted(input));
    }
    if (limit < 1 || threads < 1) {
      throw usage("--limit and --threads must be at least 1");
    }
    if (rejects != null
        && rejects.toAbsolutePath().normalize().startsWith(output.toAbsolutePath().normalize())) {
      throw usage("--rejects must lie outside of --output, which appears only if all goes well");
    }
    SpectraProgress.Conversion conversion = parquet ? multimodal() : sticks();
    try (SpectraProgress progress = SpectraProgress.start(spec.commandLine().getErr(), rejects)) {
      ConversionSummary summary = conversion.writeTo(output, progress);
      progress.tell(output, summary);
    }
    return ExitCode.OK;
  }

  private SpectraProgress.Conversion multimodal() {
    if (structures != null || shape != null) {
      throw usage("--structures and --shape are for lines (.jsonl) only");
    }
    List<String> wanted = kinds == null ? MultimodalConversion.KINDS : kinds;
    requireKnown(wanted, MultimodalConversion.KINDS);
    return new MultimodalConversion(input, wanted, limit, seed, threads)::writeTo;
  }

  private SpectraProgress.Conversion sticks() {
    if (structures == null) {
      throw usage("lines (.jsonl) come without molecules: give --structures");
    }
    if (!(irFwhm > 0) || !(uvFwhm > 0)) {
      throw usage("--ir-fwhm and --uv-fwhm must be positive");
    }
    List<String> wanted = kinds == null ? StickConversion.KINDS : kinds;
    requireKnown(wanted, StickConversion.KINDS);
    return new StickConversion(input, structures, wanted, limit, irFwhm, uvFwhm, shape)::writeTo;
  }

  private void requireKnown(List<String> wanted, List<String> known) {
    for (String kind : wanted) {
      if (!known.contains(kind)) {
        throw usage(
            "--kinds %s: %s has %s".formatted(kind, input.getFileName(), String.join(", ", known)));
      }
    }
  }

  private static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }
}
