package io.molspectra.cli;

import io.molspectra.conformer.ConformerRules;
import io.molspectra.score.GeometrySettings;
import io.molspectra.score.GeometrySettings.Choice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How SMILES are given geometries. */
final class ScoreGeometry {

  @Option(
      names = "--conformers",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Conformers to try for a SMILES, each minimised with MMFF94s+. Default: 1, the likeliest.")
  private int conformers;

  @Option(
      names = "--choose",
      defaultValue = "lowest",
      paramLabel = "HOW",
      description =
          "Of several conformers score the lowest in energy, or all, and average with boltzmann"
              + " weights at 298.15 K. Default: ${DEFAULT-VALUE}.")
  private Choice choice;

  @Option(
      names = "--largest-fragment",
      description =
          "Of a salt or a mixture score the largest molecule, neutral again where its counter-ion"
              + " is gone. Otherwise such rows are rejected.")
  private boolean largestFragment;

  @Option(
      names = "--max-atoms",
      defaultValue = "" + ConformerRules.MAX_ATOMS,
      paramLabel = "N",
      description =
          "SMILES of more atoms, hydrogens counted, are rejected. Default: ${DEFAULT-VALUE}.")
  private int maxAtoms;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Of what a SMILES leaves open: stereocentres, shapes of rings. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--conformer-cache",
      paramLabel = "FILE",
      description =
          "Keep conformers in this file, and take those that are there: for several models, or"
              + " several runs over one library.")
  private @Nullable Path cache;

  /**
   * The settings.
   *
   * @throws CommandFailure USAGE if a number makes no sense
   */
  GeometrySettings settings() {
    if (conformers < 1 || maxAtoms < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--conformers and --max-atoms must be at least 1");
    }
    return new GeometrySettings(
        new ConformerRules(seed, largestFragment, maxAtoms), conformers, choice);
  }

  /** The settings, each by its option. */
  Map<String, String> told() {
    var told = new LinkedHashMap<String, String>();
    told.put("--conformers", String.valueOf(conformers));
    told.put("--choose", choice.name());
    told.put("--largest-fragment", String.valueOf(largestFragment));
    told.put("--max-atoms", String.valueOf(maxAtoms));
    told.put("--seed", String.valueOf(seed));
    return told;
  }

  /** Where conformers are kept, if anywhere. */
  @Nullable Path cache() {
    return cache;
  }
}
