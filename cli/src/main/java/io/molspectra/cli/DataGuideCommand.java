package io.molspectra.cli;

import io.molspectra.cli.names.NearNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trainer data guide}. */
@Command(
    name = "guide",
    mixinStandardHelpOptions = true,
    description =
        "Tell where a public data set is, how large, under which licence, which command reads it,"
            + " and what to beware of. Nothing is fetched.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  trainer data guide", "  trainer data guide qm9", "  trainer data guide all"})
final class DataGuideCommand implements Callable<Integer> {

  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Data set, or all. Without it the data sets are listed.")
  private @Nullable String name;

  @Override
  public Integer call() throws IOException {
    DataGuide guide = DataGuide.load();
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      var table = new TextTable("name", "data set");
      guide.titles().forEach((each, title) -> table.row(each, title));
      table.print(out);
      out.println();
      out.println("trainer data guide NAME tells more.");
    } else if (name.equals(ALL)) {
      guide.titles().keySet().forEach(each -> out.println(guide.text(each)));
    } else {
      requireKnown(guide, name);
      out.print(guide.text(name));
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void requireKnown(DataGuide guide, String wanted) {
    var known = guide.titles().keySet();
    if (!known.contains(wanted)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no data set \"%s\" in the guide; nearest: %s; there are %s"
              .formatted(wanted, NearNames.of(wanted, known).get(0), String.join(", ", known)));
    }
  }
}
