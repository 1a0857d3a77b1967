package io.molspectra.cli.reproduce;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps, each as a process of its own: what PyTorch holds outside the heap goes back with the
 * process, and a step that dies for want of memory takes no other with it. If this process is
 * killed outright, the step it runs goes on by itself; the lock of its run keeps others out.
 */
public final class Program {
  private final List<String> prefix;
  private @Nullable Process running;
  private boolean stopped;

  /**
   * @param prefix what stands before the arguments of a step
   */
  public Program(List<String> prefix) {
    this.prefix = List.copyOf(prefix);
  }

  /** The same Java with the same options and class path. */
  public static Program ofThisJava(Class<?> main) {
    var prefix = new ArrayList<String>();
    prefix.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // A debugger's port and an agent's file are this process's own.
      if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
        prefix.add(option);
      }
    }
    prefix.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new Program(prefix);
  }

  /**
   * Runs a step to its end.
   *
   * @param log output and errors are appended to it
   * @return exit code of the process; -1 if it was not started as {@link #stop} had been called
   */
  int run(Step step, Path log) throws IOException, InterruptedException {
    Process process = start(step, log);
    return process == null ? -1 : process.waitFor();
  }

  private synchronized @Nullable Process start(Step step, Path log) throws IOException {
    if (stopped) {
      return null;
    }
    Files.createDirectories(log.getParent());
    var command = new ArrayList<>(prefix);
    command.addAll(step.command());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process started = builder.start();
    running = started;
    return started;
  }

  private static File nothing() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new File(windows ? "NUL" : "/dev/null");
  }

  /** Lets the running step write its checkpoint and end; no other is started. */
  public void stop() {
    Process process;
    synchronized (this) {
      stopped = true;
      process = running;
    }
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
