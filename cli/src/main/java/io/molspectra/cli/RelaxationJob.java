package io.molspectra.cli;

import io.molspectra.cli.Outcome.Reject;
import io.molspectra.cli.Outcome.Relaxation;
import io.molspectra.dynamics.DynamicsException;
import io.molspectra.dynamics.Fire;
import io.molspectra.dynamics.Forces;
import io.molspectra.dynamics.Relaxed;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.molecule.MoleculeRecord.Parsed;
import io.molspectra.molecule.XyzWriter;
import io.molspectra.parallel.OrderedPool;
import io.molspectra.predict.ForceField;
import io.molspectra.predict.PredictionException;
import io.molspectra.predict.PredictionException.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Relaxes the molecules of files, several at a time, and writes them in their order. */
final class RelaxationJob {

  private final ModelOptions options;
  private final ForceField field;
  private final Fire fire;
  private final PrintWriter err;
  private long unfinished;

  RelaxationJob(ModelOptions options, ForceField field, Fire fire, PrintWriter err) {
    this.options = options;
    this.field = field;
    this.fire = fire;
    this.err = err;
  }

  /**
   * Relaxes all and says how many there were.
   *
   * @return the exit code
   * @throws CommandFailure REJECTED at the first reject with --strict; FAILURE if the model itself
   *     is at fault
   * @throws IOException if a file cannot be opened or written
   */
  int run(List<Path> input, Path output, int workers) throws IOException {
    try (Proceedings proceedings = Proceedings.start(err, options.rejects(), options.strict());
        XyzWriter xyz = XyzWriter.create(output)) {
      NamedFailure.around(
          () -> {
            relax(input, workers, xyz, proceedings);
            return Optional.empty();
          });
      String counts = proceedings.counted("relaxed");
      xyz.commit();
      proceedings.end(
          "%s; %d did not converge within %d steps".formatted(counts, unfinished, fire.steps()));
    }
    return ExitCode.OK;
  }

  private void relax(List<Path> input, int workers, XyzWriter xyz, Proceedings proceedings)
      throws IOException {
    OrderedPool.Receiver<Outcome> receiver =
        outcomes -> {
          proceedings.check();
          for (Outcome outcome : outcomes) {
            take(outcome, xyz, proceedings);
          }
          proceedings.done(outcomes.size());
        };
    try (var pool = new OrderedPool<Outcome>(workers, receiver)) {
      for (Path file : input) {
        try (MoleculeReader reader = MoleculeReaders.open(file)) {
          while (reader.hasNext()) {
            MoleculeRecord record = reader.next();
            pool.submit(() -> List.of(outcome(record)));
          }
        }
      }
      pool.finish();
    }
  }

  private void take(Outcome outcome, XyzWriter xyz, Proceedings proceedings) throws IOException {
    if (!(outcome instanceof Relaxation relaxation)) {
      proceedings.reject((Reject) outcome);
      return;
    }
    Relaxed result = relaxation.result();
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("energy", Double.toString(result.energy()));
    entries.put("fmax", Double.toString(result.largestForce()));
    entries.put("steps", Integer.toString(result.steps()));
    entries.put("converged", result.converged() ? "T" : "F");
    xyz.writeExtended(relaxation.molecule(), entries, Map.of("forces", narrowed(result.forces())));
    unfinished += result.converged() ? 0 : 1;
    proceedings.answered();
  }

  private Outcome outcome(MoleculeRecord record) {
    if (record instanceof MoleculeRecord.Rejected unread) {
      return Reject.of(unread);
    }
    Parsed read = (Parsed) record;
    Molecule molecule = read.molecule();
    Optional<PredictionException> fault = field.check(molecule);
    if (fault.isPresent()) {
      return reject(read, fault.get().problem(), fault.get());
    }
    double[] start = new double[molecule.positions().length];
    Arrays.setAll(start, k -> molecule.positions()[k]);
    try {
      Relaxed result = fire.relax(Forces.of(field, molecule.atomicNumbers()), start);
      return new Relaxation(molecule.withPositions(narrowed(result.positions())), result);
    } catch (DynamicsException e) {
      return reject(read, e.problem(), e);
    } catch (PredictionException e) {
      if (e.problem() != Problem.RUNTIME_FAILURE) {
        throw e;
      }
      return reject(read, e.problem(), e);
    }
  }

  private static Reject reject(Parsed read, Enum<?> reason, Exception why) {
    return Reject.of(
        read,
        reason.name(),
        "molecule %s: %s".formatted(read.molecule().id(), BatchPrediction.message(why)));
  }

  private static float[] narrowed(double[] values) {
    float[] narrow = new float[values.length];
    for (int k = 0; k < narrow.length; k++) {
      narrow[k] = (float) values[k];
    }
    return narrow;
  }
}
