package io.molspectra.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkpoints of one run. Keeps the last two, so that damage to the newest costs one interval,
 * and the best. One process at a time may write; a kill at any moment leaves what was there before.
 */
public final class CheckpointStore {

  private static final String TEMPORARY = ".writing-";
  private static final String REMOVED = ".removed-";
  private static final int KEPT = 2;

  private final Path folder;

  /**
   * @param folder where the checkpoints lie; made at the first save
   */
  public CheckpointStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a checkpoint and removes those no longer wanted. When this returns the checkpoint is on
   * the disk.
   *
   * @return the folder of the checkpoint
   */
  public Path save(Checkpoint checkpoint) throws IOException {
    Files.createDirectories(folder);
    removeLeftovers();
    long step = checkpoint.state().step();
    int revision =
        folders().stream()
                .filter(other -> other.step() == step)
                .mapToInt(CheckpointFolder::revision)
                .max()
                .orElse(-1)
            + 1;
    CheckpointFolder target = CheckpointFolder.of(folder, step, revision);
    Path temporary = folder.resolve(TEMPORARY + target.path().getFileName());
    Files.createDirectory(temporary);
    for (Map.Entry<String, Map<String, NDArray>> group : checkpoint.groups().entrySet()) {
      TensorFile.write(temporary.resolve(group.getKey() + ".safetensors"), group.getValue());
    }
    StateFile.write(temporary, checkpoint.state());
    Checksums.write(temporary);
    DurableFiles.publish(temporary, target.path());
    prune(target, checkpoint.state().best().step());
    return target.path();
  }

  /** Whether there is anything to resume from. */
  public boolean isEmpty() throws IOException {
    return folders().isEmpty();
  }

  /**
   * Loads the newest sound checkpoint.
   *
   * @param manager owner of the loaded tensors
   * @param skipped told of each newer checkpoint that is damaged
   * @throws CheckpointException.Missing if there is none
   * @throws CheckpointException.Damaged if every one is damaged
   */
  public Checkpoint loadLast(NDManager manager, Consumer<String> skipped) throws IOException {
    return load(newestSound(skipped), manager);
  }

  /**
   * Loads the checkpoint with the best validation, as the newest sound checkpoint names it.
   *
   * @param manager owner of the loaded tensors
   * @param skipped told of each newer checkpoint that is damaged
   * @throws CheckpointException.Missing if there is none, or no validation took place yet
   * @throws CheckpointException.Damaged if it is damaged
   */
  public Checkpoint loadBest(NDManager manager, Consumer<String> skipped) throws IOException {
    long best = StateFile.read(newestSound(skipped).path()).best().step();
    CheckpointFolder found =
        folders().stream()
            .filter(other -> other.step() == best)
            .findFirst()
            .orElseThrow(
                () ->
                    new CheckpointException.Missing(
                        best < 0
                            ? folder
                                + " has no best checkpoint: no validation took place yet, or none is left"
                                + " from before the damage; --last takes the last one"
                            : "%s lacks its best checkpoint, of step %d".formatted(folder, best)));
    Checksums.verify(found.path());
    return load(found, manager);
  }

  /**
   * Loads the checkpoint with the best validation, or the last one of a run that never validated.
   *
   * @param manager owner of the loaded tensors
   * @param skipped told of each newer checkpoint that is damaged
   * @throws CheckpointException.Missing if there is none
   * @throws CheckpointException.Damaged if the best is damaged, or damage hides which one it is
   */
  public Checkpoint loadBestOrLast(NDManager manager, Consumer<String> skipped) throws IOException {
    var damaged = new ArrayList<String>();
    CheckpointFolder newest = newestSound(skipped.andThen(damaged::add));
    if (StateFile.read(newest.path()).best().step() >= 0) {
      return loadBest(manager, damage -> {});
    }
    if (!damaged.isEmpty()) {
      throw new CheckpointException.Damaged(
          "%s: the sound checkpoints know of no validation, and the best one is lost"
              .formatted(damaged.get(0)));
    }
    return load(newest, manager);
  }

  private CheckpointFolder newestSound(Consumer<String> skipped) throws IOException {
    List<CheckpointFolder> all = folders();
    if (all.isEmpty()) {
      throw new CheckpointException.Missing("there is no checkpoint in " + folder);
    }
    for (CheckpointFolder candidate : all) {
      try {
        Checksums.verify(candidate.path());
        return candidate;
      } catch (CheckpointException.Damaged damage) {
        skipped.accept(damage.getMessage());
      }
    }
    throw new CheckpointException.Damaged(
        "none of the %d checkpoints in %s is sound".formatted(all.size(), folder));
  }

  private static Checkpoint load(CheckpointFolder found, NDManager manager) throws IOException {
    TrainingState state = StateFile.read(found.path());
    Map<String, Map<String, NDArray>> groups = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(found.path())) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".safetensors")) {
          groups.put(
              name.substring(0, name.length() - ".safetensors".length()),
              TensorFile.read(file, manager));
        }
      }
    }
    return new Checkpoint(state, groups);
  }

  private List<CheckpointFolder> folders() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(CheckpointFolder::parse)
          .flatMap(Optional::stream)
          .sorted(CheckpointFolder.NEWEST_FIRST)
          .toList();
    }
  }

  /** Keeps the one just written, the one before it and the best, each in its newest revision. */
  private void prune(CheckpointFolder written, long best) throws IOException {
    // A step beyond the one just written is what a resumed run went back behind: damaged or stale.
    Map<Long, CheckpointFolder> newestRevisions = new LinkedHashMap<>();
    for (CheckpointFolder other : folders()) {
      if (other.step() <= written.step()) {
        newestRevisions.putIfAbsent(other.step(), other);
      }
    }
    Set<CheckpointFolder> kept =
        newestRevisions.values().stream()
            .limit(KEPT)
            .collect(Collectors.toCollection(HashSet::new));
    kept.add(newestRevisions.getOrDefault(best, written));
    for (CheckpointFolder other : folders()) {
      if (!kept.contains(other)) {
        // Renamed first, so that no half-deleted folder bears a checkpoint's name.
        Path removed = folder.resolve(REMOVED + other.path().getFileName());
        DurableFiles.deleteFolder(Files.move(other.path(), removed));
      }
    }
  }

  private void removeLeftovers() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (name.startsWith(TEMPORARY) || name.startsWith(REMOVED)) {
          DurableFiles.deleteFolder(entry);
        }
      }
    }
  }
}
