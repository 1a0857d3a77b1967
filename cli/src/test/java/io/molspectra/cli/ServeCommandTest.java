package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ServeCommandTest extends CommandLineTest {

  @Test
  void aPortThatIsTakenIsToldWithTheCure() throws Exception {
    Path bundle = ToyBundle.in(folder);
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      Run run = molspectra("serve", "--model", bundle, "--port", port).failed(ExitCode.FAILURE);
      assertTrue(run.err().contains("port " + port), run.err());
      assertTrue(run.lastErrorLine().contains("choose another with --port"), run.err());
    }
  }

  @Test
  void aHostThatIsNotHereIsToldWithTheCure() throws Exception {
    Path bundle = ToyBundle.in(folder);
    Run run =
        molspectra("serve", "--model", bundle, "--port", 0, "--host", "203.0.113.7")
            .failed(ExitCode.FAILURE);
    assertTrue(run.err().contains("203.0.113.7"), run.err());
    assertTrue(run.err().contains("is the address one of this machine's"), run.err());
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    for (String option :
        new String[] {"--max-body", "--max-atoms", "--max-molecules", "--max-queue"}) {
      molspectra("serve", "--model", "default", option, 0).failed(ExitCode.USAGE);
    }
    molspectra("serve", "--model", "default", "--port", 65536).failed(ExitCode.USAGE);
    molspectra("serve", "--model", "default", "--threads", -1).failed(ExitCode.USAGE);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTerminationSignalEndsItWithoutFailure() throws Exception {
    Path log = folder.resolve("process.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MolSpectraCommand.class.getName(),
                "serve",
                "--model=default",
                "--port=0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      URI server = awaitAddress(process, log);
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/v1/predict"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"molecules\": [{\"smiles\": \"C\"}]}"))
              .build();
      assertEquals(
          200,
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode(),
          Files.readString(log));
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(ExitCode.OK, process.exitValue(), Files.readString(log));
    assertTrue(Files.readString(log).contains("all requests were answered"));
  }

  private static URI awaitAddress(Process process, Path log) throws Exception {
    Pattern address = Pattern.compile("molspectra-default at (http://127.0.0.1:\\d+/)");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Matcher found = address.matcher(Files.readString(log));
      if (found.find()) {
        return URI.create(found.group(1));
      }
      assertTrue(process.isAlive() && System.nanoTime() < end, Files.readString(log));
      Thread.sleep(20);
    }
  }
}
