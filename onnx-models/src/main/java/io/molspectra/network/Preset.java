package io.molspectra.network;

/** Families of architecture options. */
public enum Preset {
  /** What the authors' code computes, whitening after every layer included. */
  REFERENCE,
  /** What the paper states: TorchMD-NET's Equivariant Transformer without vector norms. */
  PAPER,
  /** Ours: exactly equivariant, smooth at the cutoff and at zero vectors. */
  MOLSPECTRA
}
