package io.molspectra.cli.serve;

import io.molspectra.bundle.BundleManifest;
import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Elements;
import io.molspectra.predict.MolSpectraModel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /v1/model}.
 *
 * @param id of the bundle
 * @param created time of writing, ISO 8601
 * @param version of the program that serves it
 * @param device it runs on
 * @param cutoff of neighbours; null if the model takes no structures
 * @param elements it was trained on; null if that is not recorded
 */
record ModelDescription(
    String id,
    String created,
    String version,
    String device,
    List<Task> tasks,
    @Nullable Cutoff cutoff,
    @Nullable List<Element> elements,
    Limits limits) {

  /** Unit of positions. */
  static final String LENGTH_UNIT = Preprocessor.ANGSTROM;

  /**
   * @param forcesUnit null if the task has no forces
   * @param coverages of the intervals it answers with
   */
  record Task(
      String name,
      String kind,
      String unit,
      boolean forces,
      @Nullable String forcesUnit,
      List<Double> coverages) {}

  /** A length. */
  record Cutoff(double value, String unit) {}

  /** An element. */
  record Element(int atomicNumber, String symbol) {}

  static ModelDescription of(MolSpectraModel model, ServerSettings settings) {
    BundleManifest manifest = model.bundle().manifest();
    Preprocessor preprocessor = model.bundle().preprocessor();
    List<Integer> elements = preprocessor.elements();
    return new ModelDescription(
        manifest.id(),
        manifest.created(),
        settings.version(),
        model.device().toString(),
        manifest.tasks().stream().map(ModelDescription::task).toList(),
        preprocessor.takesStructures() ? new Cutoff(preprocessor.cutoff(), LENGTH_UNIT) : null,
        elements == null
            ? null
            : elements.stream().map(z -> new Element(z, Elements.symbol(z))).toList(),
        settings.limits());
  }

  /** Unit of the forces of a task. */
  static String forcesUnit(String unit) {
    return unit + "/" + LENGTH_UNIT;
  }

  private static Task task(TaskSpec task) {
    List<CalibratedQuantile> quantiles = task.uncertainty();
    boolean forces = task.forcesFile() != null;
    return new Task(
        task.name(),
        task.kind().name().toLowerCase(Locale.ROOT),
        task.unit(),
        forces,
        forces ? forcesUnit(task.unit()) : null,
        quantiles == null
            ? List.of()
            : quantiles.stream().map(CalibratedQuantile::coverage).toList());
  }
}
