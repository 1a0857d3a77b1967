package io.molspectra.trainer.finetune;

import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.config.TargetSettings.Head;
import io.molspectra.trainer.config.TargetSettings.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The twelve properties of QM9 with the settings that suit them (facts B). */
public final class Qm9Targets {
  private static final Map<String, TargetSettings> TARGETS = new LinkedHashMap<>();

  static {
    add("mu", "D", Head.DIPOLE, References.NONE);
    add("alpha", "a0^3", Head.SCALAR, References.FITTED);
    add("homo", "eV", Head.SCALAR, References.NONE);
    add("lumo", "eV", Head.SCALAR, References.NONE);
    add("gap", "eV", Head.SCALAR, References.NONE);
    add("r2", "a0^2", Head.EXTENT, References.FITTED);
    add("zpve", "eV", Head.SCALAR, References.FITTED);
    add("U0", "eV", Head.SCALAR, References.FITTED);
    add("U", "eV", Head.SCALAR, References.FITTED);
    add("H", "eV", Head.SCALAR, References.FITTED);
    add("G", "eV", Head.SCALAR, References.FITTED);
    add("cv", "cal/mol/K", Head.SCALAR, References.FITTED);
  }

  private Qm9Targets() {}

  private static void add(String name, String unit, Head head, References references) {
    TARGETS.put(name, new TargetSettings(name, unit, head, references, Map.of(), true, 1));
  }

  /** Names in the order of the paper. */
  public static List<String> names() {
    return List.copyOf(TARGETS.keySet());
  }

  /** The settings of a property. */
  public static Optional<TargetSettings> of(String name) {
    return Optional.ofNullable(TARGETS.get(name));
  }
}
