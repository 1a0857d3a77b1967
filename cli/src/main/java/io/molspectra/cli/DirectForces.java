package io.molspectra.cli;

import io.molspectra.network.MoleculeNetwork;
import io.molspectra.predict.MolSpectraModel;

/** What is to be said of bundles whose forces are a task of their own. */
final class DirectForces {
  private DirectForces() {}

  /** Whether the forces of a model are the answers of a head, of no energy's gradient. */
  static boolean areIn(MolSpectraModel model) {
    return model.bundle().manifest().task(MoleculeNetwork.DIRECT_FORCES).isPresent();
  }

  /** To one who asks for forces beside an energy. */
  static CommandFailure asked(MolSpectraModel model) {
    return new CommandFailure(
        ExitCode.FAILURE,
        "NO_FORCES: the forces of bundle %s are a task of their own: ask for them with --task %s, without --forces"
            .formatted(model.bundle().manifest().id(), MoleculeNetwork.DIRECT_FORCES));
  }

  /** To one who wants to move atoms by them. */
  static CommandFailure notConservative(MolSpectraModel model) {
    return new CommandFailure(
        ExitCode.FAILURE,
        "NO_FORCES: the forces of bundle %s are direct, the gradient of no energy: a trajectory would not keep its energy; train with --forces conservative"
            .formatted(model.bundle().manifest().id()));
  }
}
