package io.molspectra.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.molspectra.predict.EnergyUnit;
import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.config.TargetSettings.Head;
import io.molspectra.trainer.config.TargetSettings.References;
import io.molspectra.trainer.finetune.Qm9Targets;
import io.molspectra.trainer.label.ExtendedXyzLabels;
import io.molspectra.trainer.label.LabelSource;
import io.molspectra.trainer.label.Md17Labels;
import io.molspectra.trainer.label.PropertyLabels;
import io.molspectra.trainer.label.Qm9Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Labelled data as named by a user; a run keeps it, so that evaluation finds them again.
 *
 * @param task as on the command line
 * @param data files of structures
 * @param labels table of labels
 * @param uncharacterized QM9's list of molecules to leave out
 * @param columns of labels, for own data: HEADER or HEADER=NAME
 * @param idColumn of the ids, for own data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LabelledInput(
    String task,
    List<String> data,
    @Nullable String labels,
    @Nullable String uncharacterized,
    List<String> columns,
    @Nullable String idColumn) {

  private static final String QM9 = "qm9/";
  private static final String MD17 = "md17";
  private static final String PROPERTY = "property";

  /** Weight of the energy where forces are learned, as in the reference. */
  private static final double ENERGY_WEIGHT = 0.2;

  LabelledInput {
    columns = columns == null ? List.of() : columns;
    if (!task.startsWith(QM9) && !task.equals(MD17) && !task.equals(PROPERTY)) {
      throw new ConfigException(
          "--task '%s': expected qm9/NAME[,NAME...], md17 or property".formatted(task));
    }
    if (!task.equals(MD17) && labels == null) {
      throw new ConfigException("--task %s needs --labels FILE.csv".formatted(task));
    }
    if (task.equals(PROPERTY) && columns.isEmpty()) {
      throw new ConfigException(
          "--task property needs --column HEADER, the column of labels in %s".formatted(labels));
    }
    if (!task.equals(PROPERTY) && !columns.isEmpty()) {
      throw new ConfigException("--column names the labels of --task property, and of no other");
    }
    if (task.equals(MD17) && labels != null) {
      throw new ConfigException(
          "--task md17 has its labels in the files of --data; leave out --labels");
    }
  }

  /** The same with files that moved since. */
  LabelledInput at(List<Path> movedData, @Nullable Path movedLabels) {
    return new LabelledInput(
        task,
        movedData.isEmpty() ? data : movedData.stream().map(Path::toString).toList(),
        movedLabels == null ? labels : movedLabels.toString(),
        uncharacterized,
        columns,
        idColumn);
  }

  /** The preset that suits the task. */
  String preset() {
    return task.equals(MD17) ? "forces-small" : "small";
  }

  /** Family of the task as configurations name it. */
  String family() {
    return task.startsWith(QM9) ? "qm9" : task;
  }

  /**
   * What is learned if nothing else is said; own data have unit "1".
   *
   * @throws ConfigException if a name cannot be that of a task
   */
  List<TargetSettings> targets() {
    if (task.equals(MD17)) {
      return List.of(plain("energy", isNpz() ? "kcal/mol" : "eV", ENERGY_WEIGHT));
    }
    if (task.equals(PROPERTY)) {
      return OwnColumn.all(columns).stream().map(own -> plain(own.name(), "1", 1)).toList();
    }
    var targets = new ArrayList<TargetSettings>();
    for (String name : task.substring(QM9.length()).split(",")) {
      targets.add(
          Qm9Targets.of(name.strip())
              .orElseThrow(
                  () ->
                      new ConfigException(
                          "--task %s: '%s' is no property of QM9; known are %s"
                              .formatted(task, name, Qm9Targets.names()))));
    }
    return targets;
  }

  private boolean isNpz() {
    return data.get(0).endsWith(".npz");
  }

  private static TargetSettings plain(String name, String unit, double weight) {
    return new TargetSettings(name, unit, Head.SCALAR, References.NONE, Map.of(), true, weight);
  }

  /**
   * Where the labels are read from.
   *
   * @param maxZ elements from this atomic number on are rejected
   */
  LabelSource source(List<TargetSettings> targets, int maxZ) {
    List<Path> files = data.stream().map(Path::of).toList();
    if (task.equals(MD17)) {
      return isNpz()
          ? new Md17Labels(files, maxZ)
          : new ExtendedXyzLabels(
              files, EnergyUnit.ELECTRONVOLT, ExtendedXyzLabels.Keys.USUAL, maxZ);
    }
    Path table = Path.of(Objects.requireNonNull(labels));
    if (task.equals(PROPERTY)) {
      var units = new LinkedHashMap<String, String>();
      targets.forEach(target -> units.put(target.name(), target.unit()));
      return new PropertyLabels(files, table, idColumn, units, OwnColumn.headers(columns), maxZ);
    }
    return new Qm9Labels(
        files, table, uncharacterized == null ? null : Path.of(uncharacterized), maxZ);
  }
}
