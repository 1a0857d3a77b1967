package io.molspectra.predict;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A scalar task with forces as a potential energy surface: energies in eV and forces in eV per
 * angstrom, whatever the task's unit. May be used from any number of threads; the model must stay
 * open meanwhile.
 *
 * <p>Positions are taken in float64. In {@link Precision#FLOAT32} the network sees them rounded,
 * after the molecule's centre was moved to the origin: wherever a molecule drifts to, its forces
 * lose no digits. In {@link Precision#FLOAT64} nothing is rounded but the neighbour list, which a
 * network whose energy is smooth at the cutoff does not notice.
 */
public final class ForceField {

  private final MolSpectraModel model;
  private final TaskSpec task;
  private final String file;
  private final Precision precision;
  private final double electronvolts;
  private final MoleculeBatcher batcher;

  private ForceField(MolSpectraModel model, TaskSpec task, Precision precision) {
    this.model = model;
    this.task = task;
    this.precision = precision;
    this.file = file(model, task, precision);
    this.electronvolts = unit(task).electronvolts();
    this.batcher = new MoleculeBatcher(model.bundle().preprocessor().cutoff());
  }

  /**
   * The force field of a task in float32.
   *
   * @throws PredictionException as {@link #of(MolSpectraModel, String, Precision)}
   */
  public static ForceField of(MolSpectraModel model, String task) {
    return of(model, task, Precision.FLOAT32);
  }

  /**
   * The force field of a task.
   *
   * @throws PredictionException UNKNOWN_TASK or WRONG_KIND if the bundle has no such scalar task,
   *     NO_FORCES if it was exported without forces, NO_DOUBLE_PRECISION if float64 is wanted and
   *     it was exported without, NOT_AN_ENERGY if its unit is none of {@link EnergyUnit}
   */
  public static ForceField of(MolSpectraModel model, String task, Precision precision) {
    return new ForceField(model, model.task(task, TaskKind.SCALAR), precision);
  }

  /** Names of the tasks of a model that have forces. */
  public static List<String> tasks(MolSpectraModel model) {
    return model.bundle().manifest().tasks().stream()
        .filter(task -> task.forcesFile() != null)
        .map(TaskSpec::name)
        .toList();
  }

  /** Name of the task. */
  public String task() {
    return task.name();
  }

  /** What the network computes in. */
  public Precision precision() {
    return precision;
  }

  /** Why this molecule has no energy here, or nothing if it has one. */
  public Optional<PredictionException> check(Molecule molecule) {
    return model.check(molecule);
  }

  /**
   * Energy and forces of a molecule.
   *
   * @throws PredictionException as {@link #at}
   */
  public EnergyAndForces of(Molecule molecule) {
    double[] positions = new double[molecule.positions().length];
    for (int k = 0; k < positions.length; k++) {
      positions[k] = molecule.positions()[k];
    }
    return at(molecule.atomicNumbers(), positions);
  }

  /** Energies and forces of molecules, in order. */
  public List<EnergyAndForces> of(List<Molecule> molecules) {
    return molecules.stream().map(this::of).toList();
  }

  /**
   * Energy and forces of atoms at places.
   *
   * @param atomicNumbers [atoms]
   * @param positions [atoms, 3] row by row, angstrom
   * @throws PredictionException if an element is not one of the model's, a position is not finite,
   *     or ONNX Runtime fails
   */
  public EnergyAndForces at(int[] atomicNumbers, double[] positions) {
    double[] centred = centred(positions);
    float[] rounded = new float[centred.length];
    for (int k = 0; k < rounded.length; k++) {
      rounded[k] = (float) centred[k];
    }
    Molecule molecule = new Molecule("in motion", atomicNumbers, rounded);
    model.requireSound(molecule);
    GraphInputs inputs = inputs(molecule, centred);
    Map<String, double[]> answers =
        model.run(
            file,
            Set.of(task.name(), MolSpectraModel.FORCES),
            (graph, names) -> graph.runExactly(inputs, names));
    double[] energy = Objects.requireNonNull(answers.get(task.name()));
    double[] forces = Objects.requireNonNull(answers.get(MolSpectraModel.FORCES));
    if (energy.length != 1 || forces.length != positions.length) {
      throw new PredictionException(
          Problem.BAD_GRAPH,
          "task %s answered %d energies and %d force components for one molecule of %d atoms"
              .formatted(task.name(), energy.length, forces.length, atomicNumbers.length));
    }
    for (int k = 0; k < forces.length; k++) {
      forces[k] *= electronvolts;
    }
    return new EnergyAndForces(energy[0] * electronvolts, forces);
  }

  private GraphInputs inputs(Molecule molecule, double[] positions) {
    GraphInputs rounded = GraphInputs.of(batcher.batch(List.of(molecule)));
    if (precision == Precision.FLOAT32) {
      return rounded;
    }
    Map<String, FeatureTensor> tensors = new LinkedHashMap<>(rounded.tensors());
    tensors.put(
        FeatureInputs.POSITIONS,
        new FeatureTensor.Float64(new long[] {molecule.atomCount(), 3}, positions));
    return new GraphInputs(rounded.what(), tensors);
  }

  /** The same positions around the origin. */
  private static double[] centred(double[] positions) {
    double[] centred = positions.clone();
    int atoms = positions.length / 3;
    for (int axis = 0; axis < 3; axis++) {
      double sum = 0;
      for (int k = axis; k < positions.length; k += 3) {
        sum += positions[k];
      }
      for (int k = axis; k < positions.length; k += 3) {
        centred[k] -= sum / atoms;
      }
    }
    return centred;
  }

  private static String file(MolSpectraModel model, TaskSpec task, Precision precision) {
    String file = MolSpectraModel.forcesFile(task);
    if (precision == Precision.FLOAT32) {
      return file;
    }
    String wide = task.forcesFile64();
    if (wide == null) {
      throw new PredictionException(
          Problem.NO_DOUBLE_PRECISION,
          "task %s of bundle %s has no forces in float64; export it with 'trainer export --double-precision'"
              .formatted(task.name(), model.bundle().manifest().id()));
    }
    return wide;
  }

  private static EnergyUnit unit(TaskSpec task) {
    return EnergyUnit.parse(task.unit())
        .orElseThrow(
            () ->
                new PredictionException(
                    Problem.NOT_AN_ENERGY,
                    "task %s has unit '%s', none of energy: forces of it move no atoms"
                        .formatted(task.name(), task.unit())));
  }
}
