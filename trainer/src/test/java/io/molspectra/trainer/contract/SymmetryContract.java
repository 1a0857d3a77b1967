package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.Precision;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Space has no preferred direction or origin, atoms have no order, molecules ignore each other. */
public interface SymmetryContract {
  Subject subject();

  /** Structures for which the promise is made. */
  default List<Structure> structures() {
    return Structures.all();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  default void rotationsTurnVectorsAndLeaveScalars(Precision precision) {
    List<Motion> rotations = LongStream.range(0, 5).mapToObj(Motion::randomRotation).toList();
    Equivariance.assertEquivariant(subject(), precision, "rotation", structures(), rotations);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  default void quarterTurnsTurnVectorsAndLeaveScalars(Precision precision) {
    Equivariance.assertEquivariant(
        subject(), precision, "rotation by 90 degrees", structures(), Motion.quarterTurns());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  default void reflectionsReflectVectorsAndLeaveScalars(Precision precision) {
    Equivariance.assertEquivariant(
        subject(), precision, "reflection", structures(), Motion.reflections());
  }

  /** On a grid that float32 can shift exactly: positions round before any network sees them. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  default void translationsChangeNothing(Precision precision) {
    Equivariance.assertEquivariant(
        subject(),
        precision,
        "translation",
        structures().stream().map(Structure::onGrid).toList(),
        List.of(Motion.translation(3.5, -7.25, 12.75), Motion.translation(-0.0625, 100.5, 0.125)));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  default void numberingOfAtomsDoesNotMatter(Precision precision) {
    Equivariance.assertPermutable(subject(), precision, structures(), 1);
    Equivariance.assertPermutable(subject(), precision, structures(), 2);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  default void otherMoleculesOfTheBatchDoNotMatter(Precision precision) {
    Equivariance.assertIndependentOfBatch(subject(), precision, structures());
  }

  @Test
  default void nothingPullsAtAtomsWithoutNeighbors() {
    try (Evaluator evaluator = subject().evaluator(Precision.FLOAT32)) {
      for (Structure lonely : Structures.special().subList(0, 3)) {
        Predictions predictions = evaluator.alone(lonely);
        for (String output :
            List.of(MoleculeNetwork.FORCES, MoleculeNetwork.NOISE, MoleculeNetwork.VECTORS)) {
          assertEquals(
              0, Agreement.largest(predictions.of(output)), () -> output + " of " + lonely);
        }
      }
    }
  }
}
