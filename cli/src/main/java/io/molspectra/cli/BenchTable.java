package io.molspectra.cli;

import io.molspectra.cli.bench.Speed;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.ForceField;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures tasks of a model, a line each. */
final class BenchTable {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final @Nullable List<String> tasks;
  private final double seconds;
  private final TextTable table =
      new TextTable(
          "device",
          "precision",
          "task",
          "batch",
          "callers",
          "molecules/s",
          "p50 ms",
          "p99 ms",
          "outside ORT",
          "MB");
  private boolean empty = true;

  /**
   * @param tasks none for all scalar tasks in one call
   * @param seconds for a line
   */
  BenchTable(@Nullable List<String> tasks, double seconds) {
    this.tasks = tasks;
    this.seconds = seconds;
  }

  boolean isEmpty() {
    return empty;
  }

  void print(PrintWriter out) {
    table.print(out);
  }

  /**
   * Measures calls of so many molecules.
   *
   * @throws CommandFailure if the model has no scalar task or takes none of the molecules
   */
  void measure(MolSpectraModel model, List<Molecule> all, int size, int callers, Speed.Clock clock)
      throws IOException {
    List<Molecule> molecules =
        all.stream().filter(molecule -> model.check(molecule).isEmpty()).toList();
    if (molecules.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "the model takes none of the molecules: give some of its elements with --input");
    }
    List<String> wanted = tasks == null ? model.scalarTasks() : tasks;
    if (wanted.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILURE, "the bundle has no scalar task: bench measures those");
    }
    List<String> groups = tasks == null ? List.of(String.join(",", wanted)) : wanted;
    for (String group : groups) {
      List<String> names = List.of(group.split(","));
      row(
          model,
          "float32",
          group,
          size,
          callers,
          clock,
          molecules,
          list -> model.predictAll(names, list));
    }
    for (String task : ForceField.tasks(model)) {
      if (wanted.contains(task)) {
        row(
            model,
            "float32",
            task + "+forces",
            size,
            callers,
            clock,
            molecules,
            list -> model.predictWithForces(task, list));
        if (size == 1 && hasDouble(model, task)) {
          ForceField wide = ForceField.of(model, task, Precision.FLOAT64);
          row(model, "float64", task + "+forces", size, callers, clock, molecules, wide::of);
        }
      }
    }
  }

  private static boolean hasDouble(MolSpectraModel model, String task) {
    return model.bundle().manifest().task(task).orElseThrow().forcesFile64() != null;
  }

  private void row(
      MolSpectraModel model,
      String precision,
      String task,
      int size,
      int callers,
      Speed.Clock clock,
      List<Molecule> molecules,
      Consumer<List<Molecule>> answer)
      throws IOException {
    Runnable[] calls = new Runnable[callers];
    for (int c = 0; c < callers; c++) {
      List<List<Molecule>> lists = lists(molecules, size, c);
      int[] next = new int[1];
      calls[c] = () -> answer.accept(lists.get(next[0]++ % lists.size()));
    }
    Speed speed = NamedFailure.around(() -> Speed.of(calls, size, seconds, clock));
    boolean told = precision.equals("float32");
    table.row(
        model.device().toString(),
        precision,
        task,
        String.valueOf(size),
        String.valueOf(callers),
        number("%.1f", speed.moleculesPerSecond()),
        number("%.2f", speed.medianMillis()),
        number("%.2f", speed.slowMillis()),
        told ? number("%.1f %%", 100 * speed.outside()) : "-",
        resident());
    empty = false;
  }

  /** Lists of molecules from a place that differs by caller on, round and round. */
  private static List<List<Molecule>> lists(List<Molecule> molecules, int size, int caller) {
    int count = Math.max(1, Math.min(64, molecules.size() / size));
    List<List<Molecule>> lists = new ArrayList<>();
    int at = caller * 7;
    for (int l = 0; l < count; l++) {
      List<Molecule> list = new ArrayList<>();
      for (int m = 0; m < size; m++) {
        list.add(molecules.get(at++ % molecules.size()));
      }
      lists.add(list);
    }
    return lists;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Resident memory where Linux tells it, else the heap in use. */
  private static String resident() throws IOException {
    if (Files.exists(STATUS)) {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return String.valueOf(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
        }
      }
    }
    Runtime runtime = Runtime.getRuntime();
    return String.valueOf((runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
