package io.molspectra.cli;

import io.molspectra.file.AtomicFile;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.pilot.Pilot;
import io.molspectra.trainer.pilot.PilotData;
import io.molspectra.trainer.pilot.PilotResult;
import io.molspectra.trainer.pilot.PilotSettings;
import io.molspectra.trainer.pilot.PilotTable;
import io.molspectra.trainer.pilot.PilotTarget;
import io.molspectra.trainer.pilot.TooFewLabelsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer pilot}. */
@Command(
    name = "pilot",
    mixinStandardHelpOptions = true,
    description = {
      "Train an EGNN from fresh weights to predict properties, with and without the UV-Vis spectrum"
          + " beside the structure, and tabulate the errors (paper, table 1).",
      "",
      "Both networks of a seed see the same molecules in the same order. What is finished is not"
          + " run again, so the same command goes on after an interruption."
    },
    footer = {
      "",
      "Labels belong to molecules by their ids, in whichever column these are. Energies of QM9's",
      "table (homo, lumo, gap, zpve, u0, ...) are read in hartree and errors told in meV.",
      "",
      "Example:",
      "  trainer pilot --data structures.xyz --spectra spectra --labels gdb9.sdf.csv \\",
      "      --target homo,lumo,gap --seeds 1,2,3 --out runs/pilot"
    })
final class PilotCommand implements Callable<Integer> {
  private static final String TABLE = "pilot.md";

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Structures of the spectra.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--spectra",
      required = true,
      paramLabel = "DIR",
      description = "Folder of spectra tables, UV-Vis among them.")
  private Path spectra;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE.csv",
      description = "Table of properties, a row a molecule.")
  private Path labels;

  @Option(
      names = "--target",
      split = ",",
      defaultValue = "homo,lumo,gap",
      paramLabel = "COLUMN",
      description = "Columns to predict, a network each. Default: ${DEFAULT-VALUE}.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      paramLabel = "S",
      description = "Seeds of weights, split and order. Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--steps",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Updates of every run. Default: ${DEFAULT-VALUE}.")
  private long steps;

  @Option(
      names = "--batch-size",
      defaultValue = "32",
      paramLabel = "N",
      description = "Molecules of an update. Default: ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the results and of " + TABLE + ".")
  private Path out;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Override
  public Integer call() throws Exception {
    PilotSettings settings = settings();
    StructureLoader.Result structures =
        new StructureLoader(settings.encoder().maxAtomicNumber(), false)
            .load(data, reject -> say("skipped: " + StructureLoader.describe(reject)));
    List<SpectrumKind> kinds = List.of(SpectrumKind.UV);
    Files.createDirectories(out);
    Path cache = out.resolve(".spectra-" + ProcessHandle.current().pid() + ".cache");
    Map<PilotTarget, List<PilotResult>> results =
        NamedFailure.around(
            () -> {
              try (SpectraReader reader = SpectraFolder.open(spectra, kinds);
                  SpectraStore store =
                      SpectraStore.read(
                          reader,
                          kinds,
                          cache,
                          false,
                          reject -> say("left out: " + SpectraStore.describe(reject)))) {
                return run(settings, structures, store);
              }
            });
    Path table = out.resolve(TABLE);
    try (AtomicFile file = AtomicFile.create(table)) {
      file.stream().write(PilotTable.of(results, head(settings)).getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
    say("table: " + table);
    return ExitCode.OK;
  }

  private PilotSettings settings() {
    if (seeds.isEmpty() || Set.copyOf(seeds).size() < seeds.size()) {
      throw new CommandFailure(ExitCode.USAGE, "--seeds must differ, got " + seeds);
    }
    if (Set.copyOf(targets).size() < targets.size()) {
      throw new CommandFailure(ExitCode.USAGE, "--target names a column twice: " + targets);
    }
    try {
      return PilotSettings.of(steps, batchSize);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private Map<PilotTarget, List<PilotResult>> run(
      PilotSettings settings, StructureLoader.Result structures, SpectraStore store)
      throws IOException {
    SpectraPairs pairs =
        SpectraPairs.join(structures.store(), structures.recordCount(), store, Set.of());
    // All tables are read first: a wrong column must not cost the training of those before.
    var joined = new LinkedHashMap<PilotTarget, PilotData>();
    for (String column : targets) {
      PilotTarget target = PilotTarget.of(column);
      joined.put(target, join(target, pairs, store));
    }
    var results = new LinkedHashMap<PilotTarget, List<PilotResult>>();
    // PyTorch is torn down with the process: an update must not be under way then.
    try (Interruption interruption = Interruption.watch(this::say)) {
      var pilot = new Pilot(out, settings, Devices.parse(device), this::say, interruption::check);
      for (var entry : joined.entrySet()) {
        results.put(entry.getKey(), pilot.run(entry.getKey(), entry.getValue(), seeds));
      }
    }
    return results;
  }

  private PilotData join(PilotTarget target, SpectraPairs pairs, SpectraStore store)
      throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < pairs.structures().count(); i++) {
      ids.add(pairs.structures().id(i));
    }
    var values = new LinkedHashMap<String, Double>();
    int unusable = 0;
    for (var cell : LabelColumn.read(labels, target.name(), ids).values().entrySet()) {
      Double value = finite(cell.getValue());
      if (value == null) {
        unusable++;
      } else if (ids.contains(cell.getKey())) {
        values.put(cell.getKey(), value * target.factor());
      }
    }
    say(
        "%s: %,d structures with spectra, %,d of them with a label%s"
            .formatted(
                target.name(),
                ids.size(),
                values.size(),
                unusable == 0 ? "" : "; %,d labels are no numbers".formatted(unusable)));
    try {
      return PilotData.of(pairs, store, values);
    } catch (TooFewLabelsException e) {
      throw new CommandFailure(
          ExitCode.FAILURE, "%s, %s: %s".formatted(labels, target.name(), e.getMessage()), e);
    }
  }

  private static @Nullable Double finite(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private List<String> head(PilotSettings settings) {
    return List.of(
        "Written by `trainer pilot`: EGNN of %d layers x %d channels from fresh weights, %,d updates of"
                .formatted(settings.encoder().layers(), settings.encoder().channels(), steps)
            + " %d molecules, seeds %s; the step with the least validation error counts."
                .formatted(batchSize, seeds.toString().replaceAll("[\\[\\]]", "")),
        "The spectrum, log10(1 + intensity / mean intensity), goes through two layers and is"
            + " concatenated to the sum of the atoms' scalars before the head.");
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
