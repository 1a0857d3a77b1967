package io.molspectra.cli;

import io.molspectra.cli.serve.Limits;
import io.molspectra.cli.serve.ModelServer;
import io.molspectra.cli.serve.ServeMetrics;
import io.molspectra.cli.serve.ServerSettings;
import io.molspectra.conformer.ConformerRules;
import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Answer requests over HTTP: predictions, forces and embeddings as JSON, and a page for people.",
      "",
      "POST /v1/predict, POST /v1/embed, GET /v1/model, /health, /health/live, /metrics"
          + " (Prometheus) and / (the page). docs/serving.md describes them. Whoever reaches the"
          + " port may ask: there is neither TLS nor a password, so put a proxy that has both before"
          + " it where others than you can.",
      "",
      "Ctrl-C or a termination signal ends it: requests under way are finished, for half a minute"
          + " at most. Once more ends it at once."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  molspectra serve --model default --port 8080",
      "  molspectra serve --model BUNDLE --port 0 --max-molecules 100",
      "  curl -H 'Content-Type: application/json' http://127.0.0.1:8080/v1/predict \\",
      "      -d '{\"molecules\": [{\"smiles\": \"CCO\"}]}'"
    })
final class ServeCommand implements Callable<Integer> {

  /** Molecules that go through a graph together, and their atoms if all are neighbours. */
  private static final int BATCH_MOLECULES = 8;

  private static final int BATCH_ATOMS = 512;

  private static final String ENDING =
      "interrupted: finishing the requests under way; once more to end now";

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = BundleFolder.DESCRIPTION)
  private Path bundle;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Port to listen at; 0 for one that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "HOST",
      description =
          "Name or address to listen at; 0.0.0.0 for all of this machine's. Default:"
              + " ${DEFAULT-VALUE}, for this machine alone.")
  private String host;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:1. Default: ${DEFAULT-VALUE}.")
  private Device device;

  @Option(
      names = "--max-body",
      defaultValue = "4194304",
      paramLabel = "BYTES",
      description = "Larger requests are refused. Default: ${DEFAULT-VALUE}.")
  private int maxBody;

  @Option(
      names = "--max-atoms",
      defaultValue = "" + ConformerRules.MAX_ATOMS,
      paramLabel = "N",
      description = "Larger molecules fail, hydrogens counted. Default: ${DEFAULT-VALUE}.")
  private int maxAtoms;

  @Option(
      names = "--max-molecules",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Requests of more are refused. Default: ${DEFAULT-VALUE}.")
  private int maxMolecules;

  @Option(
      names = "--max-queue",
      defaultValue = "64",
      paramLabel = "N",
      description =
          "Requests that may wait for a thread; more are told to come again (503). Default:"
              + " ${DEFAULT-VALUE}.")
  private int maxQueue;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Requests answered side by side. Default: 0, one a core.")
  private int threads;

  @Option(
      names = "--allow-unseen",
      description = "Answer for elements that did not occur in training, too.")
  private boolean allowUnseen;

  @Override
  public Integer call() throws IOException {
    ServerSettings settings = settings();
    var metrics = new ServeMetrics();
    try (MolSpectraModel model = load(metrics);
        ModelServer server = listen(model, settings, metrics);
        Interruption interruption = Interruption.watch(this::say, ENDING)) {
      say("device: " + DeviceText.of(model));
      NamedFailure.around(
          () -> {
            server.warmUp();
            return model;
          });
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s at %s%n", model.bundle().manifest().id(), server.uri());
      out.flush();
      interruption.await();
      say(
          server.stop()
              ? "all requests were answered"
              : "some requests were not answered within %d s"
                  .formatted(settings.grace().toSeconds()));
    }
    return ExitCode.OK;
  }

  private ServerSettings settings() {
    if (port < 0 || port > 65535) {
      throw new CommandFailure(ExitCode.USAGE, "--port must be between 0 and 65535, got " + port);
    }
    if (threads < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--threads must be at least 0");
    }
    if (maxBody < 1 || maxAtoms < 1 || maxMolecules < 1 || maxQueue < 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--max-body, --max-atoms, --max-molecules and --max-queue must be at least 1");
    }
    return new ServerSettings(
        host,
        port,
        new Limits(maxBody, maxAtoms, maxMolecules, maxQueue),
        threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
        BuildVersion.number(),
        ServerSettings.HALF_A_MINUTE,
        ServerSettings.HALF_A_MINUTE);
  }

  private MolSpectraModel load(ServeMetrics metrics) throws IOException {
    return NamedFailure.around(
        () ->
            MolSpectra.load(
                BundleFolder.of(bundle),
                Options.throughput()
                    .withBatch(BATCH_MOLECULES, BATCH_ATOMS)
                    .withDevice(device)
                    .withUnseenElements(allowUnseen)
                    .withMetrics(metrics)));
  }

  private static ModelServer listen(
      MolSpectraModel model, ServerSettings settings, ServeMetrics metrics) {
    try {
      return ModelServer.start(model, settings, metrics);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()), e);
    }
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
