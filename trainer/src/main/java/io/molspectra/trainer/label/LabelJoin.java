package io.molspectra.trainer.label;

import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings structures and rows of a table together: by id, or, where structures have none, row i with
 * record i, which is refused unless there are equally many.
 */
final class LabelJoin {

  private final StructureLoader.Result loaded;
  private final StructureStore structures;
  private final LabelTable table;
  private final LabelReport report;
  private final RowCheck check;

  /** Row of each structure that is used, in the order of the structures. */
  private final List<LabelTable.Row> rows = new ArrayList<>();

  private final List<Integer> used = new ArrayList<>();

  LabelJoin(StructureLoader.Result loaded, LabelTable table, RowCheck check, LabelReport report) {
    this.loaded = loaded;
    this.structures = loaded.store();
    this.table = table;
    this.check = check;
    this.report = report;
  }

  /**
   * Joins.
   *
   * @param conformers whether several structures may bear one id, and share its label
   * @param excludedIds of molecules to leave out on purpose
   * @param hidden columns that are for checking only
   */
  LabelledMolecules join(boolean conformers, Set<String> excludedIds, Set<String> hidden) {
    boolean byOrder = RecordNumbers.areIdsOf(structures);
    if (byOrder) {
      byOrder();
    } else {
      byId(conformers);
    }
    int excluded = exclude(excludedIds);
    if (used.isEmpty()) {
      throw new LabelException(
          LabelException.Problem.NOTHING_LABELLED,
          "none of the %d structures has a label in %s (left out: %s; excluded on purpose: %d)"
              .formatted(structures.count(), table.file(), report.counts(), excluded));
    }
    StructureStore chosen = structures.select(used.stream().mapToInt(i -> i).toArray());
    if (byOrder && new HashSet<>(ids()).size() == rows.size()) {
      chosen = chosen.withIds(ids());
    }
    return new LabelledMolecules(chosen, columns(hidden), null);
  }

  private void byId(boolean conformers) {
    Map<String, LabelTable.Row> byId = new HashMap<>();
    Set<String> repeated = repeatedIds(byId);
    Map<String, Integer> bearers = new HashMap<>();
    for (int i = 0; i < structures.count(); i++) {
      bearers.merge(structures.id(i), 1, Integer::sum);
    }
    requireCommonIds(byId, bearers);
    for (LabelTable.Row row : table.rows()) {
      if (row.fault() == null && !bearers.containsKey(row.id())) {
        reject(row, LabelRejectReason.UNKNOWN_ID, "no structure is called " + row.id());
      }
    }
    for (int i = 0; i < structures.count(); i++) {
      String id = structures.id(i);
      LabelTable.Row row = byId.get(id);
      if (bearers.getOrDefault(id, 0) > 1 && !conformers) {
        reject(
            i,
            LabelRejectReason.DUPLICATE_ID,
            "%d structures are called %s, so it is unclear to which its label belongs"
                .formatted(bearers.get(id), id));
      } else if (row == null) {
        reject(i, LabelRejectReason.NO_LABEL, "there is no row of " + id + " in " + table.file());
      } else if (row.fault() == null && !repeated.contains(id)) {
        use(i, row);
      }
    }
  }

  /** Fills the map; a fault or repeated id is reported here, and once. */
  private Set<String> repeatedIds(Map<String, LabelTable.Row> byId) {
    Set<String> repeated = new HashSet<>();
    for (LabelTable.Row row : table.rows()) {
      LabelTable.Row before = byId.putIfAbsent(row.id(), row);
      if (row.fault() != null) {
        report.add(row.fault());
      }
      if (before != null) {
        repeated.add(row.id());
        reject(
            row,
            LabelRejectReason.DUPLICATE_ID,
            "%s has a row in line %d already; neither is used, as it is unclear which holds"
                .formatted(row.id(), before.line()));
      }
    }
    return repeated;
  }

  private void byOrder() {
    if (loaded.recordCount() != table.rows().size()) {
      throw new LabelException(
          LabelException.Problem.COUNT_MISMATCH,
          "%s has %d rows for %d structures without ids, so it is unclear which belong together;"
                  .formatted(table.file(), table.rows().size(), loaded.recordCount())
              + " give the structures the ids of the table as titles");
    }
    report.note(
        "The structures have no ids: record i was joined with row i of %s."
            .formatted(table.file()));
    List<Integer> misfits = new ArrayList<>();
    for (int i = 0; i < structures.count(); i++) {
      LabelTable.Row row = table.rows().get(structures.record(i));
      if (row.fault() == null && !check.fits(structures.molecule(i), table, row)) {
        misfits.add(i);
      }
    }
    if (2L * misfits.size() > structures.count()) {
      throw new LabelException(
          LabelException.Problem.ORDER_MISMATCH,
          "%d of %d rows of %s contradict the structures of the same number, the first one in line %d;"
                  .formatted(
                      misfits.size(),
                      structures.count(),
                      table.file(),
                      table.rows().get(structures.record(misfits.get(0))).line())
              + " is the order another one? Give the structures the ids of the table as titles");
    }
    Set<Integer> misfit = new HashSet<>(misfits);
    for (int i = 0; i < structures.count(); i++) {
      LabelTable.Row row = table.rows().get(structures.record(i));
      if (row.fault() != null) {
        report.add(row.fault());
      } else if (misfit.contains(i)) {
        reject(
            row, LabelRejectReason.STRUCTURE_MISMATCH, "the row contradicts structure " + row.id());
      } else {
        use(i, row);
      }
    }
  }

  private void use(int structure, LabelTable.Row row) {
    if (Arrays.stream(row.values()).allMatch(Double::isNaN)) {
      reject(row, LabelRejectReason.NO_LABEL, "the row of " + row.id() + " has no value");
      return;
    }
    used.add(structure);
    rows.add(row);
  }

  private int exclude(Set<String> excludedIds) {
    int before = rows.size();
    for (int i = rows.size() - 1; i >= 0 && !excludedIds.isEmpty(); i--) {
      if (excludedIds.contains(rows.get(i).id())) {
        rows.remove(i);
        used.remove(i);
      }
    }
    int excluded = before - rows.size();
    if (!excludedIds.isEmpty()) {
      report.note(
          "%d of the %d molecules on the list of those to leave out were left out."
              .formatted(excluded, excludedIds.size()));
    }
    return excluded;
  }

  private Map<String, LabelColumn> columns(Set<String> hidden) {
    Map<String, LabelColumn> columns = new LinkedHashMap<>();
    for (int c = 0; c < table.targets().size(); c++) {
      LabelLayout.Target target = table.targets().get(c);
      int column = c;
      double[] values = rows.stream().mapToDouble(row -> row.values()[column]).toArray();
      if (!hidden.contains(target.name())) {
        columns.put(target.name(), new LabelColumn(target.name(), target.unit(), values));
      }
    }
    return columns;
  }

  private List<String> ids() {
    return rows.stream().map(LabelTable.Row::id).toList();
  }

  private void requireCommonIds(Map<String, LabelTable.Row> byId, Map<String, Integer> bearers) {
    if (bearers.keySet().stream().noneMatch(byId::containsKey)) {
      throw new LabelException(
          LabelException.Problem.NOTHING_LABELLED,
          "no structure bears an id of %s: structures are called %s, rows %s; give both the same ids"
              .formatted(
                  table.file(),
                  bearers.keySet().stream().sorted().limit(3).toList(),
                  table.rows().stream().map(LabelTable.Row::id).limit(3).toList()));
    }
  }

  private void reject(LabelTable.Row row, LabelRejectReason reason, String message) {
    report.add(new LabelReject(table.file().toString(), 0, row.line(), reason, message));
  }

  private void reject(int structure, LabelRejectReason reason, String message) {
    report.add(
        new LabelReject("structures", structures.record(structure) + 1L, 0, reason, message));
  }
}
