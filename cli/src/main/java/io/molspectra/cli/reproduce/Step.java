package io.molspectra.cli.reproduce;

import java.nio.file.Path;
import java.util.List;

/**
 * One command of the trainer.
 *
 * @param name by which users choose it
 * @param command arguments of the trainer
 * @param outputs files and folders that are there once it is finished
 * @param needs names of the steps whose outputs it reads
 * @param missing options that were not given and without which it cannot run
 * @param refreshed whether it is run every time, whatever came of other steps
 */
public record Step(
    String name,
    List<String> command,
    List<Path> outputs,
    List<String> needs,
    List<String> missing,
    boolean refreshed) {

  /** Copies the lists. */
  public Step {
    command = List.copyOf(command);
    outputs = List.copyOf(outputs);
    needs = List.copyOf(needs);
    missing = List.copyOf(missing);
  }

  /** The command as a line for a shell. */
  public String line() {
    var line = new StringBuilder("trainer");
    for (String word : command) {
      boolean plain = word.matches("[A-Za-z0-9_./:=,@%+-]+");
      line.append(' ').append(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return line.toString();
  }
}
