package io.molspectra.trainer.report.html;

import io.molspectra.trainer.evaluate.EvaluationReport;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the runs below a folder.
 *
 * @param runs in the order of their names
 * @param damaged folders that hold a part of a run that cannot be read
 */
record RunCollector(List<RunFacts> runs, List<Damaged> damaged) {

  private static final String CHECKPOINTS = "checkpoints";

  /**
   * A folder that was left out.
   *
   * @param name path below the folder of all runs
   * @param reason why
   */
  record Damaged(String name, String reason) {}

  /**
   * Reads all runs; one that cannot be read does not keep the others from the page.
   *
   * @throws IOException if the folder itself cannot be read
   */
  static RunCollector collect(Path folder) throws IOException {
    var candidates = new TreeSet<Path>();
    List<Damaged> damaged = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (path.endsWith(CHECKPOINTS)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (Stream.of(RunReader.CONFIG, RunReader.METRICS, EvaluationReport.FILE)
                .anyMatch(file -> Files.exists(path.resolve(file)))) {
              candidates.add(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure)
              throws IOException {
            if (path.equals(folder)) {
              throw failure;
            }
            damaged.add(new Damaged(name(folder, path), "cannot be read: " + failure));
            return FileVisitResult.CONTINUE;
          }
        });
    List<RunFacts> runs = new ArrayList<>();
    for (Path candidate : candidates) {
      String name = name(folder, candidate);
      try {
        runs.add(RunReader.read(name, candidate));
      } catch (IOException | RuntimeException e) {
        // Whatever a damaged file makes of its reader, the other runs go on.
        damaged.add(new Damaged(name, String.valueOf(e.getMessage())));
      }
    }
    return new RunCollector(List.copyOf(runs), List.copyOf(damaged));
  }

  private static String name(Path folder, Path path) {
    String name = folder.relativize(path).toString().replace('\\', '/');
    return name.isEmpty()
        ? String.valueOf(folder.toAbsolutePath().normalize().getFileName())
        : name;
  }
}
