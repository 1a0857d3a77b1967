package io.molspectra.trainer.data;

import io.molspectra.spectrum.SpectraException;
import io.molspectra.spectrum.SpectraException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Structures with their spectra. Where spectra have ids (an index, or files of their own) they are
 * joined by id; tables without an index are joined by row, record i of the structures with row i,
 * which is refused unless there are equally many.
 *
 * @param structures those that have spectra, in the order of the structures
 * @param spectra number of each one's spectra in the store
 * @param withoutSpectra number of structures left out for lack of any
 * @param withoutStructure number of molecules with spectra left out for lack of a structure
 * @param excluded number of pairs left out because their id was to be
 */
public record SpectraPairs(
    StructureStore structures,
    int[] spectra,
    int withoutSpectra,
    int withoutStructure,
    int excluded) {

  /**
   * Joins.
   *
   * @param recordCount number of records the structures came from, rejected ones included
   * @param excludedIds of molecules that must not be trained on
   * @throws SpectraException if there is doubt which structure a spectrum belongs to
   * @throws StructureDataException if no pair is left
   */
  public static SpectraPairs join(
      StructureStore structures, int recordCount, SpectraStore spectra, Set<String> excludedIds) {
    int[] partner =
        hasIds(spectra) ? byId(structures, spectra) : byRow(structures, recordCount, spectra);
    var kept = new ArrayList<Integer>();
    var used = new ArrayList<Integer>();
    int excluded = 0;
    int paired = 0;
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] < 0) {
        continue;
      }
      requireSameMolecule(structures, i, spectra, partner[i]);
      paired++;
      if (!spectra.hasAny(partner[i])) {
        continue;
      }
      if (excludedIds.contains(structures.id(i)) || excludedIds.contains(spectra.id(partner[i]))) {
        excluded++;
        continue;
      }
      kept.add(i);
      used.add(partner[i]);
    }
    if (kept.isEmpty()) {
      throw new StructureDataException(
          "none of the %d structures has spectra that can be used (%d excluded by their ids)"
              .formatted(structures.count(), excluded));
    }
    return new SpectraPairs(
        structures.select(kept.stream().mapToInt(Integer::intValue).toArray()),
        used.stream().mapToInt(Integer::intValue).toArray(),
        structures.count() - kept.size() - excluded,
        spectra.count() - paired,
        excluded);
  }

  private static boolean hasIds(SpectraStore spectra) {
    for (int i = 0; i < spectra.count(); i++) {
      if (!spectra.id(i).equals(Long.toString(spectra.row(i)))) {
        return true;
      }
    }
    return false;
  }

  private static int[] byId(StructureStore structures, SpectraStore spectra) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < spectra.count(); i++) {
      numbers.put(spectra.id(i), i);
    }
    int[] partner = new int[structures.count()];
    Map<String, Integer> seen = new HashMap<>();
    int found = 0;
    for (int i = 0; i < partner.length; i++) {
      String id = structures.id(i);
      Integer number = numbers.get(id);
      partner[i] = number == null ? -1 : number;
      if (number != null) {
        found++;
        Integer before = seen.put(id, i);
        if (before != null) {
          throw new SpectraException(
              Problem.DUPLICATE_ID,
              "records %d and %d of the structures have the same id %s, so it is unclear which one"
                      .formatted(structures.record(before) + 1, structures.record(i) + 1, id)
                  + " its spectra belong to; give them different titles");
        }
      }
    }
    if (found == 0) {
      throw new SpectraException(
          Problem.STRUCTURE_MISMATCH,
          "no structure bears the id of a molecule with spectra: structures are called %s, spectra %s;"
                  .formatted(some(structures), some(spectra))
              + " give both the same ids (the title of a record, the id column of index.csv)");
    }
    return partner;
  }

  private static int[] byRow(StructureStore structures, int recordCount, SpectraStore spectra) {
    long rows = spectra.count() == 0 ? 0 : spectra.row(spectra.count() - 1) + 1;
    if (rows != recordCount) {
      throw new SpectraException(
          Problem.ROW_COUNT,
          "%d rows of spectra do not belong to %d structures: without an index.csv row i is the"
                  .formatted(rows, recordCount)
              + " spectrum of record i; add an index.csv, or give the structures of these tables");
    }
    Map<Long, Integer> numbers = new HashMap<>();
    for (int i = 0; i < spectra.count(); i++) {
      numbers.put(spectra.row(i), i);
    }
    int[] partner = new int[structures.count()];
    for (int i = 0; i < partner.length; i++) {
      partner[i] = numbers.getOrDefault((long) structures.record(i), -1);
    }
    return partner;
  }

  private static void requireSameMolecule(
      StructureStore structures, int structure, SpectraStore spectra, int number) {
    int atoms = spectra.atoms(number);
    if (atoms >= 0 && atoms != structures.atomCount(structure)) {
      throw new SpectraException(
          Problem.STRUCTURE_MISMATCH,
          "the index says that %s has %d atoms, but its structure (record %d) has %d; are these the"
                  .formatted(
                      spectra.id(number),
                      atoms,
                      structures.record(structure) + 1,
                      structures.atomCount(structure))
              + " structures of these spectra?");
    }
  }

  private static List<String> some(StructureStore structures) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < Math.min(3, structures.count()); i++) {
      ids.add(structures.id(i));
    }
    return ids;
  }

  private static List<String> some(SpectraStore spectra) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < Math.min(3, spectra.count()); i++) {
      ids.add(spectra.id(i));
    }
    return ids;
  }
}
