package io.molspectra.trainer.label;

import io.molspectra.trainer.data.StructureStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Molecules with what is known of them.
 *
 * @param structures the molecules
 * @param columns properties by name, one value a molecule
 * @param forces on all atoms, if known
 */
public record LabelledMolecules(
    StructureStore structures, Map<String, LabelColumn> columns, @Nullable ForceLabels forces) {}
