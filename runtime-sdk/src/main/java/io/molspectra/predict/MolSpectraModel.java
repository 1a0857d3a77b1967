package io.molspectra.predict;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A loaded bundle. All methods may be called from any number of threads at once; {@link #close()}
 * waits for calls under way, calls after it throw {@link IllegalStateException}.
 *
 * <p>Lists of any length are split into batches (see {@link Options}); answers keep the order of
 * the molecules. Every method throws {@link PredictionException} if a molecule cannot be predicted
 * ({@link #check} tells beforehand), if the bundle has no such task, or if ONNX Runtime fails.
 * Sizes: M molecules, A atoms in all, C channels.
 */
public final class MolSpectraModel implements AutoCloseable {

  /** Name of the denoising task and its output. */
  public static final String NOISE = "noise";

  /** Name of the output that holds forces. */
  public static final String FORCES = "forces";

  private final Bundle bundle;
  private final Sessions sessions;
  private final BatchedRun batches;
  private final MoleculeCheck check;
  private final Options options;

  MolSpectraModel(Bundle bundle, Options options) {
    this.bundle = bundle;
    this.options = options;
    this.sessions = new Sessions(bundle, options);
    this.batches = new BatchedRun(bundle.preprocessor().cutoff(), options);
    this.check = new MoleculeCheck(bundle.preprocessor(), options.allowUnseenElements());
  }

  /** The bundle this model was loaded from: its tasks, units, constants and provenance. */
  public Bundle bundle() {
    return bundle;
  }

  /** The device in use, never {@link Device#auto()}. */
  public Device device() {
    return sessions.device().device();
  }

  /** The device in use and why it was chosen. */
  public DeviceChoice deviceChoice() {
    return sessions.device();
  }

  /**
   * What the bundle computes from spectra.
   *
   * @throws PredictionException UNKNOWN_TASK or WRONG_KIND if it computes nothing from spectra
   */
  public SpectrumEmbedder spectra() {
    TaskSpec task = task(TaskSpec.SPECTRUM_EMBEDDING, TaskKind.SPECTRUM_EMBEDDING);
    // A bundle with such a task and no kinds is refused when it is opened.
    return new SpectrumEmbedder(
        this, task, Objects.requireNonNull(bundle.preprocessor().spectra()), options);
  }

  /** Why this molecule cannot be predicted, or nothing if it can. */
  public Optional<PredictionException> check(Molecule molecule) {
    return bundle.preprocessor().takesStructures()
        ? check.check(molecule)
        : Optional.of(takesSpectra("bundle " + bundle.manifest().id()));
  }

  /** Answers of a scalar task in its unit, [M]; NaN or infinite where the network's answer is. */
  public double[] predict(String task, List<Molecule> molecules) {
    TaskSpec spec = task(task, TaskKind.SCALAR);
    Output output = named(task, run(spec.file(), molecules, Set.of(task)));
    return sized(spec, output, molecules.size()).doubles();
  }

  /** Answers of a scalar task and its forces in the task's unit per angstrom. */
  public ScalarsWithForces predictWithForces(String task, List<Molecule> molecules) {
    TaskSpec spec = task(task, TaskKind.SCALAR);
    Map<String, Output> outputs = run(forcesFile(spec), molecules, Set.of(task, FORCES));
    return new ScalarsWithForces(
        sized(spec, named(task, outputs), molecules.size()).doubles(),
        atomVectors(spec, named(FORCES, outputs), molecules));
  }

  /** Answers of a scalar task with spread and calibrated intervals, where the bundle has them. */
  public Estimates predictWithUncertainty(String task, List<Molecule> molecules) {
    return new Estimator(this).estimate(task(task, TaskKind.SCALAR), molecules);
  }

  /** The same with forces in the task's unit per angstrom. */
  public EstimatesWithForces predictForcesWithUncertainty(String task, List<Molecule> molecules) {
    TaskSpec spec = task(task, TaskKind.SCALAR);
    return new Estimator(this).withForces(spec, forcesFile(spec), molecules);
  }

  /**
   * Answers of several scalar tasks by name, in the order given. Where the bundle has a graph of
   * all scalar tasks ({@link TaskSpec#ALL_SCALARS_FILE}), what they have in common is computed
   * once.
   */
  public Map<String, Estimates> predictAll(Collection<String> tasks, List<Molecule> molecules) {
    Map<String, TaskSpec> specs = new LinkedHashMap<>();
    tasks.forEach(name -> specs.put(name, task(name, TaskKind.SCALAR)));
    return new Estimator(this).estimate(specs.values(), molecules);
  }

  /**
   * Answers of all scalar tasks for one molecule, by task.
   *
   * @throws PredictionException also NON_FINITE_PREDICTION
   */
  public Map<String, Estimate> predict(Molecule molecule) {
    Objects.requireNonNull(molecule, "molecule");
    Map<String, Estimates> all = predictAll(scalarTasks(), List.of(molecule));
    Map<String, Estimate> one = new LinkedHashMap<>();
    all.forEach((task, estimates) -> one.put(task, Estimate.of(estimates, 0, unit(task))));
    StreamedPrediction.fault(molecule, one)
        .ifPresent(
            fault -> {
              throw fault;
            });
    return one;
  }

  /**
   * Answers of scalar tasks for a stream of molecules, in its order. Molecules are taken from the
   * stream as answers are taken, with a few batches worked on ahead by one thread a core (one, on a
   * GPU): memory is bounded however long the stream is. The first answer waits until two batches of
   * {@link Options#maxBatchMolecules()} a thread were taken, or the stream has ended; of a source
   * that is slow, ask for each molecule as it comes, with {@link #predict(Molecule)}, as smaller
   * batches only make the wait shorter ({@link Options#withBatch}). A molecule that cannot be
   * predicted, or whose prediction is not a finite number, is a {@link Prediction.Failed}, and the
   * others go on. What the source throws comes after the answers for what it gave before. Close the
   * stream that is returned if it is not taken to its end: that drops the work under way.
   *
   * @param tasks empty for all scalar tasks
   * @param molecules closed with the stream that is returned
   */
  public Stream<Prediction> predictAll(Collection<String> tasks, Stream<Molecule> molecules) {
    List<String> names = tasks.isEmpty() ? scalarTasks() : List.copyOf(tasks);
    names.forEach(name -> task(name, TaskKind.SCALAR));
    int workers = device().isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
    var predictions =
        new StreamedPrediction(
            this, names, molecules.iterator(), options.maxBatchMolecules(), workers);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                predictions, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(predictions::close)
        .onClose(molecules::close);
  }

  /** Names of the tasks that answer with one number a molecule. */
  public List<String> scalarTasks() {
    return bundle.manifest().tasks().stream()
        .filter(task -> task.kind() == TaskKind.SCALAR)
        .map(TaskSpec::name)
        .toList();
  }

  /** Unit of a task's answers, "1" if there is none. */
  public String unit(String task) {
    return task(task).unit();
  }

  /** Answers of a vector task, [A, 3], as the network gives them. */
  public AtomVectors predictVectors(String task, List<Molecule> molecules) {
    TaskSpec spec = task(task, TaskKind.VECTOR);
    return atomVectors(spec, named(task, run(spec.file(), molecules, Set.of(task))), molecules);
  }

  /** Feature vectors, [M, C]. */
  public Embeddings embed(List<Molecule> molecules) {
    TaskSpec spec = task(TaskSpec.EMBEDDING, TaskKind.EMBEDDING);
    Output output = named(spec.name(), run(spec.file(), molecules, Set.of(spec.name())));
    long[] shape = output.shape();
    int width = shape.length == 2 ? Math.toIntExact(shape[1]) : 0;
    sized(spec, output, (long) molecules.size() * width);
    return new Embeddings(molecules.size(), width, output.values());
  }

  /** Raw output of the denoising network, [A, 3], without unit. */
  public AtomVectors noise(List<Molecule> molecules) {
    return predictVectors(NOISE, molecules);
  }

  /**
   * Predicts the noise in angstrom, raw * std + mean axis by axis, and takes it out of the
   * positions.
   */
  public Denoised denoise(List<Molecule> molecules) {
    task(NOISE, TaskKind.VECTOR);
    NoiseNormalizer normalizer = bundle.preprocessor().noise();
    if (normalizer == null) {
      throw new PredictionException(
          Problem.NO_NOISE_NORMALIZER,
          "bundle %s carries no noise statistics: only the raw noise can be predicted"
              .formatted(bundle.manifest().id()));
    }
    AtomVectors raw = noise(molecules);
    AtomVectors noise = new AtomVectors(normalizer.toAngstrom(raw.values()), raw.atomOffsets());
    List<Molecule> clean = new ArrayList<>(molecules.size());
    for (int m = 0; m < molecules.size(); m++) {
      float[] positions = molecules.get(m).positions().clone();
      float[] shift = noise.of(m);
      for (int k = 0; k < positions.length; k++) {
        positions[k] -= shift[k];
      }
      clean.add(molecules.get(m).withPositions(positions));
    }
    return new Denoised(List.copyOf(clean), noise);
  }

  /** All outputs of a task's graph by name; for the embedding task also the atoms' features. */
  public Map<String, Output> runTask(String task, List<Molecule> molecules) {
    return run(structureTask(task).file(), molecules, Set.of());
  }

  /** All outputs of a task's graph with forces by name. */
  public Map<String, Output> runTaskWithForces(String task, List<Molecule> molecules) {
    return run(forcesFile(structureTask(task)), molecules, Set.of());
  }

  /** The same of its graph with forces in float64, rounded. */
  Map<String, Output> runTaskWithDoubleForces(String task, List<Molecule> molecules) {
    return run(Objects.requireNonNull(task(task).forcesFile64()), molecules, Set.of());
  }

  /** Replays the bundle's golden molecules and spectra, each alone and all in one call. */
  public VerificationReport verify() {
    return Verification.of(this);
  }

  /** Waits for calls under way and frees all graphs. Closing twice does no harm. */
  @Override
  public void close() {
    sessions.close();
  }

  /**
   * @param wanted names of the outputs; empty for all
   */
  Map<String, Output> run(String file, List<Molecule> molecules, Set<String> wanted) {
    molecules.forEach(this::requireSound);
    return run(file, wanted, (graph, names) -> batches.run(graph, molecules, names));
  }

  /** Throws what {@link #check} finds. */
  void requireSound(Molecule molecule) {
    check(molecule)
        .ifPresent(
            fault -> {
              throw fault;
            });
  }

  /**
   * @param wanted names of the outputs; empty for all
   * @param work is given the graph and the names of the outputs to copy out
   */
  <T> T run(String file, Set<String> wanted, BiFunction<GraphSession, Set<String>, T> work) {
    return sessions.with(
        file,
        graph -> {
          if (!graph.outputNames().containsAll(wanted)) {
            throw new PredictionException(
                Problem.BAD_GRAPH,
                "%s should have outputs %s, but has %s"
                    .formatted(bundle.file(file), wanted, graph.outputNames()));
          }
          return work.apply(graph, wanted.isEmpty() ? graph.outputNames() : wanted);
        });
  }

  /** An output that {@link #run} was asked for, and so has given. */
  private static Output named(String name, Map<String, Output> outputs) {
    return Objects.requireNonNull(outputs.get(name), name);
  }

  private TaskSpec task(String name) {
    return bundle
        .manifest()
        .task(name)
        .orElseThrow(
            () ->
                new PredictionException(
                    Problem.UNKNOWN_TASK,
                    "bundle %s has no task '%s'; it has %s"
                        .formatted(
                            bundle.manifest().id(),
                            name,
                            bundle.manifest().tasks().stream().map(TaskSpec::name).toList())));
  }

  TaskSpec task(String name, TaskKind wanted) {
    TaskSpec task = task(name);
    if (task.kind() != wanted) {
      throw new PredictionException(
          Problem.WRONG_KIND, "task %s is of kind %s, not %s".formatted(name, task.kind(), wanted));
    }
    return task;
  }

  private TaskSpec structureTask(String name) {
    TaskSpec task = task(name);
    if (task.kind() == TaskKind.SPECTRUM_EMBEDDING) {
      throw takesSpectra("task " + name);
    }
    return task;
  }

  private static PredictionException takesSpectra(String what) {
    return new PredictionException(
        Problem.WRONG_KIND, what + " takes spectra, not structures: ask spectra()");
  }

  static String forcesFile(TaskSpec task) {
    String file = task.forcesFile();
    if (file == null) {
      throw new PredictionException(
          Problem.NO_FORCES, "task " + task.name() + " was exported without forces");
    }
    return file;
  }

  static AtomVectors atomVectors(TaskSpec task, Output output, List<Molecule> molecules) {
    int[] offsets = new int[molecules.size() + 1];
    for (int m = 0; m < molecules.size(); m++) {
      offsets[m + 1] = offsets[m] + molecules.get(m).atomCount();
    }
    return new AtomVectors(sized(task, output, 3L * offsets[molecules.size()]).values(), offsets);
  }

  static Output sized(TaskSpec task, Output output, long expected) {
    if (output.size() != expected) {
      throw new PredictionException(
          Problem.BAD_GRAPH,
          "task %s answered %d values where %d were expected"
              .formatted(task.name(), output.size(), expected));
    }
    return output;
  }
}
