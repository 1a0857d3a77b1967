package io.molspectra.cli.names;

import java.util.Map;

/** The SDK's messages name its own options; on the command line a flag is what sets them. */
public final class FlagNames {

  private static final Map<String, String> FLAGS =
      Map.of(
          "(Options.withUnseenElements)", "(--allow-unseen)",
          "in SmilesColumns", "with --smiles-column",
          "with EmbeddingIndex.save", "with --save-index");

  private FlagNames() {}

  /** The message with flags in place of the options they set. */
  public static String in(String message) {
    String told = message;
    for (Map.Entry<String, String> flag : FLAGS.entrySet()) {
      told = told.replace(flag.getKey(), flag.getValue());
    }
    return told;
  }
}
