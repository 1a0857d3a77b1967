package io.molspectra.trainer.label;

import io.molspectra.trainer.data.StructureStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ways to split data.
 *
 * <table>
 * <caption>Specifications</caption>
 * <tr><td>random</td><td>at random; molecules with one id are in one part, unless most share
 * theirs</td></tr>
 * <tr><td>numpy</td><td>NumPy's {@code default_rng(seed).permutation(n)}: the first for training,
 * the next for validation, as published splits of QM9 and MD17 were drawn</td></tr>
 * <tr><td>blocks[:COUNT[:GAP]]</td><td>for consecutive frames: the trajectory in COUNT blocks (10),
 * each with training, validation and test frames in a row, and GAP frames (10) between that are not
 * used</td></tr>
 * <tr><td>scaffold</td><td>by Bemis-Murcko scaffold of the structure, the largest groups to
 * training</td></tr>
 * <tr><td>FILE.npz[:N]</td><td>idx_train, idx_val, idx_test; N of the training molecules, drawn with
 * the seed. A smaller draw is part of a larger one, and validation and test are those of the file:
 * for learning curves</td></tr>
 * </table>
 */
public final class Splits {
  private static final Pattern FILE = Pattern.compile("(?i)(.+\\.npz)(?::([0-9]{1,9}))?");

  private Splits() {}

  /**
   * Makes a split; what is neither for training nor for validation is for the test.
   *
   * @param spec as in the table above
   * @param seed of the first two ways, and of a draw
   * @param trainCount number of molecules for training; a file says it itself. By scaffold, parts
   *     are at most as large
   * @param validationCount likewise for validation
   * @throws LabelException BAD_SPLIT if there is no such way, or not enough molecules
   * @throws IOException if the file cannot be read
   */
  public static MoleculeSplit of(
      String spec, LabelledMolecules molecules, long seed, int trainCount, int validationCount)
      throws IOException {
    StructureStore structures = molecules.structures();
    Matcher file = FILE.matcher(spec);
    if (file.matches()) {
      MoleculeSplit whole = MoleculeSplit.read(Path.of(file.group(1)), structures.count());
      String drawn = file.group(2);
      return drawn == null ? whole : whole.draw(number(spec, drawn), seed);
    }
    requireCounts(structures.count(), trainCount, validationCount);
    List<String> parts = List.of(spec.split(":", -1));
    if (parts.size() > 1 && !parts.get(0).equals("blocks")) {
      throw unknown(spec);
    }
    return switch (parts.get(0)) {
      case "random" -> GroupedSplits.random(structures, seed, trainCount, validationCount);
      case "numpy" ->
          inOrder(
              NumpyRandom.of(seed).permutation(structures.count()), trainCount, validationCount);
      case "blocks" -> blocks(spec, parts, structures.count(), trainCount, validationCount);
      case "scaffold" -> byGroups(Scaffolds.ofAll(structures), trainCount, validationCount);
      default -> throw unknown(spec);
    };
  }

  /**
   * Splits by groups none of which is torn, the largest to training: for scaffolds of SMILES, or
   * whatever a caller groups by.
   *
   * @param groups name of each molecule's group
   */
  public static MoleculeSplit byGroups(List<String> groups, int trainCount, int validationCount) {
    requireCounts(groups.size(), trainCount, validationCount);
    return GroupedSplits.largestFirst(groups, trainCount, validationCount);
  }

  private static MoleculeSplit inOrder(int[] order, int trainCount, int validationCount) {
    int heldOut = trainCount + validationCount;
    return new MoleculeSplit(
        Arrays.copyOf(order, trainCount),
        Arrays.copyOfRange(order, trainCount, heldOut),
        Arrays.copyOfRange(order, heldOut, order.length));
  }

  private static MoleculeSplit blocks(
      String spec, List<String> parts, int count, int trainCount, int validationCount) {
    if (parts.size() > 3) {
      throw unknown(spec);
    }
    int blocks = parts.size() > 1 ? number(spec, parts.get(1)) : BlockSplit.BLOCKS;
    int gap = parts.size() > 2 ? number(spec, parts.get(2)) : BlockSplit.GAP;
    if (blocks < 1) {
      throw unknown(spec);
    }
    return BlockSplit.of(count, trainCount, validationCount, blocks, gap);
  }

  private static int number(String spec, String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw unknown(spec);
    }
    return Integer.parseInt(text);
  }

  private static void requireCounts(int count, int trainCount, int validationCount) {
    if (trainCount < 1 || validationCount < 0 || (long) trainCount + validationCount > count) {
      throw MoleculeSplit.badSplit(
          "cannot take %d molecules for training and %d for validation out of %d; lower --train or --validation"
              .formatted(trainCount, validationCount, count));
    }
  }

  private static LabelException unknown(String spec) {
    return MoleculeSplit.badSplit(
        "\"%s\" is no way to split; known are random, numpy, blocks (or blocks:COUNT:GAP), scaffold, or a file .npz (or FILE.npz:N)"
            .formatted(spec));
  }
}
