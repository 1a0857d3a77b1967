package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launchers in a small project of their own, whose build takes a moment and counts itself,
 * and whose main classes print how they were started.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final String MAIN =
      """
      package io.molspectra.cli;
      public class %s {
        public static void main(String[] arguments) {
          System.out.println("%s " + String.join("|", arguments));
          System.out.println("offline " + System.getProperty("ai.djl.offline"));
          System.out.println("tracking " + System.getenv("OPT_OUT_TRACKING"));
          System.out.println("cache " + System.getenv("DJL_CACHE_DIR"));
          System.out.println("extra " + System.getProperty("extra") + System.getProperty("more"));
          System.exit(arguments.length > 0 && arguments[0].equals("fail") ? 3 : 0);
        }
      }
      """;

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    Path bin = Files.createDirectories(project.resolve("cli/bin"));
    for (String script : List.of("trainer", "molspectra", "launch.sh")) {
      Files.copy(
          Path.of("bin", script),
          bin.resolve(script),
          java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (String module : List.of("runtime-sdk", "onnx-models", "trainer", "cli")) {
      Path source = Files.createDirectories(project.resolve(module + "/src/main"));
      Files.writeString(source.resolve("Source.java"), "");
      Files.writeString(project.resolve(module + "/pom.xml"), "");
    }
    Files.writeString(project.resolve("pom.xml"), "");
    setTimes(Instant.now().minusSeconds(60));
    compileMainClasses(project.resolve("built.jar"));
    buildScript("sleep 0.3; mkdir -p cli/target/lib; cp built.jar cli/target/cli.jar");
  }

  @Test
  void theFirstUseBuildsAndLaterOnesDoNot() throws Exception {
    Run first = launch("trainer", "--version");
    assertEquals("building (first use only)...\n", first.err);
    assertTrue(first.out.startsWith("TrainerCommand --version\n"), first.out);
    Run second = launch("molspectra", "info", "a b");
    assertEquals("", second.err);
    assertTrue(second.out.startsWith("MolSpectraCommand info|a b\n"), second.out);
    assertEquals(1, builds());
  }

  @Test
  void aNewerSourceIsBuiltOnce() throws Exception {
    launch("trainer");
    Files.setLastModifiedTime(
        project.resolve("onnx-models/src/main/Source.java"),
        FileTime.from(Instant.now().plusSeconds(1)));
    Thread.sleep(1100);
    launch("trainer");
    launch("trainer");
    assertEquals(2, builds());
  }

  @Test
  void aDeletedSourceIsBuiltToo() throws Exception {
    launch("trainer");
    Files.delete(project.resolve("trainer/src/main/Source.java"));
    launch("trainer");
    assertEquals(2, builds());
  }

  @Test
  void launchersStartedTogetherBuildOnce() throws Exception {
    List<Process> started = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      started.add(start(Map.of(), project.resolve("cli/bin/trainer").toString()));
    }
    for (Process process : started) {
      assertEquals(0, finish(process).exitCode);
    }
    assertEquals(1, builds());
  }

  @Test
  void aLockLeftByAKilledBuildIsTakenOver() throws Exception {
    Process dead = start(Map.of(), "true");
    dead.waitFor();
    Path lock = Files.createDirectories(project.resolve("cli/target/launcher.lock"));
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertEquals(0, launch("trainer").exitCode);
    assertTrue(Files.notExists(lock));
  }

  @Test
  void aFailedBuildIsReportedAndTriedAgain() throws Exception {
    buildScript("echo 'cannot compile'; exit 1");
    Run failed = launch("trainer");
    assertEquals(1, failed.exitCode);
    assertEquals("", failed.out);
    assertTrue(failed.err.contains("cannot compile\nerror: the build failed"), failed.err);
    launch("trainer");
    assertEquals(2, builds());
  }

  @Test
  void symbolicLinksAreFollowed() throws Exception {
    Path links = Files.createDirectories(folder.resolve("links"));
    Path absolute = Files.createSymbolicLink(links.resolve("one"), project.resolve("cli/bin"));
    Files.createSymbolicLink(links.resolve("two"), Path.of("one/trainer"));
    Path link = Files.createSymbolicLink(folder.resolve("three"), Path.of("links/two"));
    assertTrue(Files.isSymbolicLink(absolute));
    Run run = finish(start(Map.of(), link.toString(), "x"));
    assertTrue(run.out.startsWith("TrainerCommand x\n"), run.out + run.err);
  }

  @Test
  void theExitCodeIsPassedOn() throws Exception {
    assertEquals(3, launch("trainer", "fail").exitCode);
  }

  @Test
  void nothingIsFetchedOrTrackedAndTheCacheIsTheUsers() throws Exception {
    Run run = finish(start(Map.of("HOME", "/home/someone"), bin("trainer")));
    assertTrue(run.out.contains("offline true\n"), run.out);
    assertTrue(run.out.contains("tracking true\n"), run.out);
    assertTrue(run.out.contains("cache /home/someone/.cache/molspectra/djl\n"), run.out);
    Run chosen = finish(start(Map.of("DJL_CACHE_DIR", "/elsewhere"), bin("trainer")));
    assertTrue(chosen.out.contains("cache /elsewhere\n"), chosen.out);
  }

  @Test
  void theUsersJavaOptionsWin() throws Exception {
    String options = "-Dextra=a -Dmore=b -Dai.djl.offline=false";
    Run run = finish(start(Map.of("MOLSPECTRA_JAVA_OPTS", options), bin("trainer")));
    assertTrue(run.out.contains("extra ab\n"), run.out);
    assertTrue(run.out.contains("offline false\n"), run.out);
  }

  @Test
  void aMissingOrOldJavaIsNamedWithTheCure() throws Exception {
    Run missing = finish(start(Map.of("JAVA_HOME", "/nowhere"), bin("trainer")));
    assertEquals(1, missing.exitCode);
    assertTrue(missing.err.startsWith("error: JAVA_HOME is /nowhere"), missing.err);

    Path old = Files.createDirectories(folder.resolve("jdk11/bin")).resolve("java");
    script(old, "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    Run tooOld = finish(start(Map.of("JAVA_HOME", folder + "/jdk11"), bin("trainer")));
    assertEquals(1, tooOld.exitCode);
    assertTrue(tooOld.err.contains("is Java 11.0.2: install a JDK, 17 or newer"), tooOld.err);
    assertEquals(0, builds());
  }

  private record Run(int exitCode, String out, String err) {}

  private Run launch(String command, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(bin(command)));
    line.addAll(List.of(arguments));
    return finish(start(Map.of(), line.toArray(String[]::new)));
  }

  private String bin(String command) {
    return project.resolve("cli/bin/" + command).toString();
  }

  /** Starts a command elsewhere than in the project, with a bare environment. */
  private Process start(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    for (String name :
        List.of("DJL_CACHE_DIR", "XDG_CACHE_HOME", "MOLSPECTRA_JAVA_OPTS", "OPT_OUT_TRACKING")) {
      builder.environment().remove(name);
    }
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private int builds() throws IOException {
    Path log = project.resolve("builds.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private void buildScript(String commands) throws IOException {
    script(project.resolve("mvnw"), "echo build >> builds.log\n" + commands);
  }

  private static void script(Path file, String commands) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private void setTimes(Instant time) throws IOException {
    try (var files = Files.walk(project)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  private void compileMainClasses(Path jar) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : List.of("TrainerCommand", "MolSpectraCommand")) {
        Path source = folder.resolve(name + ".java");
        Files.writeString(source, MAIN.formatted(name, name));
        assertEquals(
            0,
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), source.toString()));
        String entry = "io/molspectra/cli/" + name + ".class";
        out.putNextEntry(new JarEntry(entry));
        Files.copy(classes.resolve(entry), out);
      }
    }
  }
}
