package io.molspectra.cli.reproduce;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps, each as a process of its own: what PyTorch holds outside the heap goes back with the
 * process, and a step that dies for want of memory takes no other with it. If this process is
 * killed outright, the steps it runs go on by themselves; the lock of a run keeps others out.
 */
public final class Program {
  private static final String THREADS = "OMP_NUM_THREADS";

  private final List<String> prefix;
  private final int threads;
  private final Set<Process> running = new LinkedHashSet<>();
  private boolean stopped;

  /**
   * @param prefix what stands before the arguments of a step
   * @param threads of PyTorch in each process, unless the environment tells their number
   */
  public Program(List<String> prefix, int threads) {
    this.prefix = List.copyOf(prefix);
    this.threads = threads;
  }

  /**
   * The same Java with the same options and class path.
   *
   * @param threads of PyTorch in each process, unless the environment tells their number
   */
  public static Program ofThisJava(Class<?> main, int threads) {
    var prefix = new ArrayList<String>();
    prefix.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // A debugger's port and an agent's file are this process's own.
      if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
        prefix.add(option);
      }
    }
    prefix.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new Program(prefix, threads);
  }

  /**
   * Runs a step to its end.
   *
   * @param log output and errors are appended to it
   * @return exit code of the process; -1 if it was not started as {@link #stop} had been called
   */
  int run(Step step, Path log) throws IOException, InterruptedException {
    Process process = start(step, log);
    if (process == null) {
      return -1;
    }
    try {
      return process.waitFor();
    } finally {
      ended(process);
    }
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
    builder.environment().putIfAbsent(THREADS, String.valueOf(threads));
    Process started = builder.start();
    running.add(started);
    return started;
  }

  private synchronized void ended(Process process) {
    running.remove(process);
  }

  private static File nothing() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new File(windows ? "NUL" : "/dev/null");
  }

  /** Lets the running steps write their checkpoints and end; no other is started. */
  public void stop() {
    List<Process> processes;
    synchronized (this) {
      stopped = true;
      processes = List.copyOf(running);
    }
    processes.forEach(Process::destroy);
    try {
      for (Process process : processes) {
        process.waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
