package io.molspectra.predict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The toy network of make_toy_graphs.py: bundles of it, and its answers computed by hand. */
final class ToyModel {

  static final double CUTOFF = 3;

  static final Preprocessor PREPROCESSOR =
      new Preprocessor(
          "angstrom",
          CUTOFF,
          99,
          List.of(1, 6, 7, 8),
          new NoiseNormalizer(List.of(0.0, 0.01, -0.01), List.of(0.04, 0.05, 0.06)));

  private static final List<TaskSpec> TASKS =
      List.of(
          TaskSpec.scalar("energy", "eV").withForces(),
          TaskSpec.vector("noise", "1"),
          TaskSpec.embedding(),
          new TaskSpec("charged", TaskKind.SCALAR, "1", "task-charged.onnx", null),
          TaskSpec.vector("renamed", "1"),
          TaskSpec.scalar("missized", "1"),
          TaskSpec.scalar("double", "eV"),
          TaskSpec.scalar("mixing", "eV"));

  private ToyModel() {}

  static Path bundle(Path parent) throws IOException {
    return bundle(parent, PREPROCESSOR, List.of());
  }

  static Path bundle(Path parent, Preprocessor preprocessor, List<GoldenRecord> golden)
      throws IOException {
    Path target = parent.resolve("toy");
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(preprocessor);
      writer.golden(golden);
      copy(writer, "weights.bin");
      for (TaskSpec task : TASKS) {
        copy(writer, task.file());
        if (task.forcesFile() != null) {
          copy(writer, task.forcesFile());
        }
      }
      writer.finish("toy", Instant.EPOCH, "none", TASKS, Map.of());
    }
    return target;
  }

  private static void copy(BundleWriter writer, String file) throws IOException {
    try (InputStream in = ToyModel.class.getResourceAsStream("/toy-graphs/" + file)) {
      Files.copy(Objects.requireNonNull(in, file), writer.file(file));
    }
  }

  static List<Molecule> molecules(int count, long seed) {
    Random random = new Random(seed);
    List<Molecule> molecules = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      int atoms = 1 + random.nextInt(12);
      int[] elements = new int[atoms];
      float[] positions = new float[3 * atoms];
      for (int a = 0; a < atoms; a++) {
        elements[a] = new int[] {1, 6, 7, 8}[random.nextInt(4)];
      }
      for (int k = 0; k < positions.length; k++) {
        positions[k] = random.nextFloat() * 5 - 2.5f;
      }
      molecules.add(new Molecule("m" + m, elements, positions));
    }
    return molecules;
  }

  static float energy(Molecule molecule) {
    double energy = 0;
    for (int i = 0; i < molecule.atomCount(); i++) {
      energy += molecule.atomicNumbers()[i];
      for (int j : neighbors(molecule, i)) {
        for (int axis = 0; axis < 3; axis++) {
          energy += Math.pow(difference(molecule, i, j, axis), 2);
        }
      }
    }
    return (float) energy;
  }

  static float[] forces(Molecule molecule) {
    float[] forces = new float[3 * molecule.atomCount()];
    for (int i = 0; i < molecule.atomCount(); i++) {
      for (int axis = 0; axis < 3; axis++) {
        double force = 0;
        for (int j : neighbors(molecule, i)) {
          force += 4 * difference(molecule, i, j, axis);
        }
        forces[3 * i + axis] = (float) force;
      }
    }
    return forces;
  }

  /** Sum over the atoms of (atomic number, neighbours including the atom itself). */
  static float[] embedding(Molecule molecule) {
    float[] embedding = new float[2];
    for (int i = 0; i < molecule.atomCount(); i++) {
      embedding[0] += molecule.atomicNumbers()[i];
      embedding[1] += 1 + neighbors(molecule, i).size();
    }
    return embedding;
  }

  private static List<Integer> neighbors(Molecule molecule, int i) {
    List<Integer> found = new ArrayList<>();
    for (int j = 0; j < molecule.atomCount(); j++) {
      double squared = 0;
      for (int axis = 0; axis < 3; axis++) {
        squared += Math.pow(difference(molecule, i, j, axis), 2);
      }
      if (j != i && squared < CUTOFF * CUTOFF) {
        found.add(j);
      }
    }
    return found;
  }

  private static double difference(Molecule molecule, int i, int j, int axis) {
    float[] positions = molecule.positions();
    return (double) positions[3 * j + axis] - positions[3 * i + axis];
  }
}
