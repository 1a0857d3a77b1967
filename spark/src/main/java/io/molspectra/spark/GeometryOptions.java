package io.molspectra.spark;

import io.molspectra.conformer.ConformerRules;
import io.molspectra.score.GeometrySettings;
import io.molspectra.score.GeometrySettings.Choice;
import picocli.CommandLine.Option;

/** How SMILES are given geometries: the options of {@code molspectra score}. */
final class GeometryOptions {

  @Option(
      names = "--conformers",
      defaultValue = "1",
      paramLabel = "N",
      description = "Conformers to try for a SMILES. Default: 1, the likeliest.")
  private int conformers;

  @Option(
      names = "--choose",
      defaultValue = "lowest",
      paramLabel = "HOW",
      description =
          "Of several conformers score the lowest in energy, or all with boltzmann weights at"
              + " 298.15 K. Default: ${DEFAULT-VALUE}.")
  private Choice choice;

  @Option(
      names = "--largest-fragment",
      description = "Of a salt or a mixture score the largest molecule.")
  private boolean largestFragment;

  @Option(
      names = "--max-atoms",
      defaultValue = "" + ConformerRules.MAX_ATOMS,
      paramLabel = "N",
      description = "SMILES of more atoms are rejected. Default: ${DEFAULT-VALUE}.")
  private int maxAtoms;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of what a SMILES leaves open. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /**
   * @throws IllegalArgumentException if a number makes no sense
   */
  GeometrySettings settings() {
    return new GeometrySettings(
        new ConformerRules(seed, largestFragment, maxAtoms), conformers, choice);
  }
}
