package io.molspectra.spectrum;

import io.molspectra.spectrum.SpectraException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens folders of spectra, in one of two layouts.
 *
 * <p><b>Tables</b>, as QM9S has them: per kind one file {@code KIND.csv} or {@code KIND_*.csv},
 * plain or .gz, streamed and never loaded as a whole. Its header is a cell of any name and then the
 * points (uv: eV; ir, raman: cm-1; other kinds: the unit of the model's grid); a row is its number,
 * counted from 0, and the intensities. The files of all kinds are merged by row number. {@code
 * index.csv} (row, id, natoms) tells which molecule a row is; without it the id is the row number,
 * which is no GDB number and must not be joined to one.
 *
 * <ul>
 *   <li>Intensities are taken as they are if the header's points are the model's grid, else
 *       resampled ({@link Resampling}), for which the points must cover the whole grid.
 *   <li>A row whose cells are all empty says that the molecule has no such spectrum. A row with
 *       empty, missing, surplus, negative, infinite or unreadable cells is a {@link SpectrumReject}
 *       of its kind, and so is a row number that one file lacks before its last row while another
 *       file or the index has it. The molecule goes on with its other kinds.
 *   <li>Row numbers that repeat, descend or begin with 1, ids that repeat, and files that end at
 *       different rows are a {@link SpectraException}: spectra could belong to other molecules.
 * </ul>
 *
 * <p><b>A file per molecule</b>: {@code KIND/ID.jdx} or another format of {@link SpectrumFiles};
 * the file's name is the molecule's id, and molecules come in the order of their ids as text. A
 * file that cannot be read, or covers less than half the model's grid, is a reject. A molecule that
 * has no file in a kind's folder simply lacks that kind.
 *
 * <p>Either way a kind for which the folder has nothing is absent from every row.
 */
public final class SpectraFolder {
  private SpectraFolder() {}

  /**
   * Opens a folder.
   *
   * @param kinds wanted, with the grids of the model
   * @throws SpectraException if there are no spectra of any kind wanted, headers do not fit, or
   *     {@code index.csv} is not sound; faults further on are found while reading
   * @throws IOException if the folder or a file cannot be opened
   */
  public static SpectraReader open(Path folder, List<SpectrumKind> kinds) throws IOException {
    FolderFiles files = FolderFiles.of(folder);
    List<String> names = kinds.stream().map(SpectrumKind::name).toList();
    Map<SpectrumKind, Path> tables = new LinkedHashMap<>();
    Map<SpectrumKind, Path> molecules = new LinkedHashMap<>();
    for (SpectrumKind kind : kinds) {
      Path table = files.table(kind.name(), names);
      Path ofMolecules = files.molecules(kind.name());
      if (table != null) {
        tables.put(kind, table);
      }
      if (ofMolecules != null) {
        molecules.put(kind, ofMolecules);
      }
    }
    if (tables.isEmpty() && molecules.isEmpty()) {
      throw noSpectra(folder, names);
    }
    if (molecules.isEmpty()) {
      return TableReader.open(tables, files.index());
    }
    if (!tables.isEmpty()) {
      // Rows of a table and names of files are different ways to say which molecule it is.
      throw files.ambiguous(
          tables.values().iterator().next(),
          molecules.values().iterator().next(),
          tables.keySet().iterator().next().name());
    }
    return MoleculeFilesReader.open(molecules);
  }

  /**
   * The kinds of spectra in a folder, each with the grid of its header, or of its first readable
   * file where files hold one molecule each. The unit is the one such files have: see above; kinds
   * named nmr are in ppm, mass spectra (ms...) in m/z, and others taken for wavenumbers.
   *
   * <p>The kind of a table is its name up to the first '_' for uv, ir and raman, else the whole
   * name without {@code _boraden} or {@code _broaden}. Tables of other names whose header holds no
   * points, and folders in which nothing is a spectrum, are passed over.
   *
   * @throws SpectraException if a table of uv, ir or raman has no header of equally spaced points
   * @throws IOException if the folder or a file cannot be opened
   */
  public static List<SpectrumKind> kindsIn(Path folder) throws IOException {
    FolderFiles files = FolderFiles.of(folder);
    List<String> names = files.kinds();
    List<SpectrumKind> kinds = new ArrayList<>();
    for (String name : names) {
      SpectrumGrid grid = gridOf(files, name, names);
      if (grid != null) {
        kinds.add(new SpectrumKind(name, grid));
      }
    }
    return List.copyOf(kinds);
  }

  private static @Nullable SpectrumGrid gridOf(FolderFiles files, String kind, List<String> kinds)
      throws IOException {
    Path table = files.table(kind, kinds);
    if (table == null) {
      Path folder = files.molecules(kind);
      return folder == null ? null : MoleculeFilesReader.firstGrid(folder);
    }
    try {
      return SpectrumTable.grid(table, kind);
    } catch (SpectraException e) {
      if (e.problem() == Problem.WRONG_GRID && !FolderFiles.isUsual(kind)) {
        return null;
      }
      throw e;
    }
  }

  private static SpectraException noSpectra(Path folder, List<String> kinds) {
    List<String> wanted =
        kinds.stream().map(kind -> "%1$s.csv, %1$s_*.csv, %1$s/".formatted(kind)).toList();
    return new SpectraException(
        Problem.NO_SPECTRA,
        "%s holds no spectra of the kinds wanted; looked for %s (.csv also as .csv.gz)"
            .formatted(folder, String.join("; ", wanted)));
  }
}
