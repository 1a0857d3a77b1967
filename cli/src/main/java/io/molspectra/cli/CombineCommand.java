package io.molspectra.cli;

import io.molspectra.bundle.Bundle;
import io.molspectra.trainer.export.BundleCombination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer combine}. */
@Command(
    name = "combine",
    mixinStandardHelpOptions = true,
    description = {
      "Make one bundle of several: each task with the network that was trained for it.",
      "",
      "Of a task that several bundles have, the first one's is taken. The result allows the elements"
          + " that all have seen."
    },
    footer = {
      "",
      "Example:",
      "  trainer combine --bundle bundles/second --bundle bundles/qm9 --out bundles/all"
    })
final class CombineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--bundle",
      required = true,
      arity = "1..*",
      paramLabel = "BUNDLE",
      description = "Bundles, the one whose tasks come first in front.")
  private List<Path> sources = new ArrayList<>();

  @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "Folder to write.")
  private Path out;

  @Option(
      names = "--id",
      paramLabel = "NAME",
      description = "Name of the model. Default: of --out.")
  private @Nullable String id;

  @Option(
      names = "--card",
      paramLabel = "FILE.md",
      description = "Text of its MODEL_CARD.md. Default: the cards of all.")
  private @Nullable Path card;

  @Override
  public Integer call() throws Exception {
    var bundles = new ArrayList<Bundle>();
    for (Path source : sources) {
      bundles.add(NamedFailure.around(() -> Bundle.open(BundleFolder.of(source))));
    }
    String name = id != null ? id : String.valueOf(out.toAbsolutePath().normalize().getFileName());
    Optional<String> text = card == null ? Optional.empty() : Optional.of(Files.readString(card));
    try {
      NamedFailure.around(() -> new BundleCombination(bundles).write(name, text, out));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    WrittenBundle.check(out, "it does not answer as its parts", spec.commandLine().getErr());
    return ExitCode.OK;
  }
}
