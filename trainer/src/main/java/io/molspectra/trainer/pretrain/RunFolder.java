package io.molspectra.trainer.pretrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.file.AtomicFile;
import io.molspectra.trainer.checkpoint.CheckpointStore;
import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.report.LossCurve;
import io.molspectra.trainer.report.MetricsCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of a run lie.
 *
 * <pre>
 * config.yaml      the complete configuration
 * data.json        what was read, and what was rejected
 * metrics.csv      losses, learning rate, speed
 * tensorboard/     the same as event files of TensorBoard, one each time it was resumed
 * loss.png         the curve, drawn at the end
 * checkpoints/     the newest two and the best
 * </pre>
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final String CHECKPOINTS = "checkpoints";
  private static final String SEED = "seed-";
  private static final Pattern MEMBER = Pattern.compile(SEED + "(-?\\d{1,18})");
  private static final String FILES = "files";
  private static final String FINGERPRINT = "sha256";

  /** What {@link #describeData} tells of spectra by which they are known again. */
  public static final String SPECTRA_FINGERPRINT = "spectra_sha256";

  /** What {@link #describeData} tells of labels by which they are known again. */
  public static final String LABELS_FINGERPRINT = "labels_sha256";

  /** Molecules that were left out on purpose, and those that remained. */
  public static final String EXCLUDED = "excluded";

  public static final String PAIRS = "pairs";

  private static final String MOLECULES = "molecules";

  /**
   * Folder of one member of an ensemble.
   *
   * @param ensemble its folder
   * @param seed of the member
   */
  public static Path member(Path ensemble, long seed) {
    return ensemble.resolve(SEED + seed);
  }

  /**
   * Folders of the members of an ensemble that were started, in the order of their seeds; empty if
   * the folder holds none.
   *
   * @throws IOException if it cannot be read
   */
  public static List<Path> members(Path ensemble) throws IOException {
    if (!Files.isDirectory(ensemble)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(ensemble)) {
      return folders
          .filter(folder -> seedOf(folder).isPresent() && new RunFolder(folder).isStarted())
          .sorted(Comparator.comparingLong(folder -> seedOf(folder).orElseThrow()))
          .toList();
    }
  }

  /** The seed that the name of a member's folder tells, if it is one. */
  public static OptionalLong seedOf(Path member) {
    Matcher name = MEMBER.matcher(String.valueOf(member.getFileName()));
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  public Path config() {
    return path.resolve("config.yaml");
  }

  public Path data() {
    return path.resolve("data.json");
  }

  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /** Folder of TensorBoard's event files. */
  public Path tensorBoard() {
    return path.resolve("tensorboard");
  }

  public Path lossCurve() {
    return path.resolve("loss.png");
  }

  /** Whether a run was started here. */
  public boolean isStarted() {
    return Files.exists(config());
  }

  /** Whether the run that was started here has exactly this configuration. */
  public boolean configIs(RunConfig settings) throws IOException {
    return Files.readString(config()).equals(settings.toYaml());
  }

  /** Removes checkpoints and metrics of a former run with other settings. */
  public void clear() throws IOException {
    Files.deleteIfExists(metrics());
    delete(tensorBoard());
    delete(path.resolve(CHECKPOINTS));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Makes the folder and writes the configuration. */
  public void start(RunConfig settings) throws IOException {
    write(config(), settings.toYaml().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes sure that a run is resumed with its own settings.
   *
   * @throws IllegalStateException naming every setting that differs
   */
  public void requireSameSettings(RunConfig settings) throws IOException {
    RunConfig before = RunConfigs.read(config());
    List<String> differences = before.differences(settings);
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "the settings differ from those of the run in %s: %s; repeat its options, or start a new"
                  .formatted(config(), String.join(", ", differences))
              + " run");
    }
  }

  /**
   * Makes sure that a run is resumed with its own molecules and spectra; without effect if it was
   * killed before it had described them.
   *
   * @param more what else {@link #describeData} is going to write
   * @throws IllegalStateException if they differ
   */
  public void requireSameData(StructureLoader.Result read, Map<String, Object> more)
      throws IOException {
    if (!Files.exists(data())) {
      return;
    }
    JsonNode before = new ObjectMapper().readTree(data().toFile());
    Object spectra = more.get(SPECTRA_FINGERPRINT);
    if (spectra != null && !before.path(SPECTRA_FINGERPRINT).asText().equals(spectra)) {
      throw new IllegalStateException(
          "the spectra differ from those of the run, which had %s pairs; resume with the same tables,"
                  .formatted(before.get(PAIRS))
              + " or start a new run");
    }
    Object labels = more.get(LABELS_FINGERPRINT);
    if (labels != null && !before.path(LABELS_FINGERPRINT).asText().equals(labels)) {
      throw new IllegalStateException(
          "the labels differ from those of the run; resume with the same tables and units, or start"
              + " a new run");
    }
    if (before.has(EXCLUDED)
        && (before.path(EXCLUDED).asInt() != (int) more.getOrDefault(EXCLUDED, 0)
            || !before.path(PAIRS).asText().equals(String.valueOf(more.get(PAIRS))))) {
      throw new IllegalStateException(
          "the run was started with %s pairs and left out %s molecules by --exclude-ids, now it would be %s and %s; resume with the same list"
              .formatted(
                  before.get(PAIRS), before.get(EXCLUDED), more.get(PAIRS), more.get(EXCLUDED)));
    }
    if (!before.path(FINGERPRINT).asText().equals(read.store().fingerprint())) {
      throw new IllegalStateException(
          "the data differ from those of the run: it had %s molecules from %s, now there are %d"
                  .formatted(before.get(MOLECULES), before.get(FILES), read.store().count())
              + "; resume with the same files in the same order, or start a new run");
    }
  }

  /**
   * Writes what the run was trained on.
   *
   * @param sources names of the files
   */
  public void describeData(List<String> sources, StructureLoader.Result read) throws IOException {
    describeData(sources, read, Map.of());
  }

  /**
   * Writes what the run was trained on.
   *
   * @param more what else is to be known; replaces what this would write under the same name
   */
  public void describeData(
      List<String> sources, StructureLoader.Result read, Map<String, Object> more)
      throws IOException {
    var facts = new LinkedHashMap<String, Object>();
    facts.put(FILES, sources);
    facts.put(FINGERPRINT, read.store().fingerprint());
    facts.put(MOLECULES, read.store().count());
    facts.put("atoms", read.store().totalAtoms());
    facts.put("elements", read.store().elements());
    facts.put("rejected", read.rejected());
    facts.putAll(more);
    write(data(), new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(facts));
  }

  /** Draws the losses of metrics.csv; without effect where there is no graphics library. */
  public void drawLossCurve() throws IOException {
    LossCurve.write(
        lossCurve(),
        "Denoising loss",
        List.of(
            MetricsCsv.read(metrics(), "train_loss"),
            MetricsCsv.read(metrics(), "validation_loss")));
  }

  private static void write(Path target, byte[] content) throws IOException {
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write(content);
      file.commit();
    }
  }

  public CheckpointStore checkpoints() {
    return new CheckpointStore(path.resolve(CHECKPOINTS));
  }
}
