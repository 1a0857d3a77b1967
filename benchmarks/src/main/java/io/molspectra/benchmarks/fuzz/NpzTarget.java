package io.molspectra.benchmarks.fuzz;

import io.molspectra.library.LibraryRow;
import io.molspectra.molecule.FrameFile;
import io.molspectra.molecule.Molecule;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Frames in npz: bytes of the archive are damaged, or an array of a sound archive. */
final class NpzTarget implements Target {

  private static final int FRAMES = 5;
  private static final int OUTSIDE = 60;
  private static final String FILE = "frames.npz";

  private final byte[] sound;
  private final byte[] donor;
  private final Alignment alignment;
  private final Answers answers;

  NpzTarget(Molecule molecule, Answers answers) throws IOException {
    this.answers = answers;
    Path folder = Files.createTempDirectory("sound");
    Path file = folder.resolve(FILE);
    try {
      NpzWriter.write(file, arrays(molecule));
      this.sound = Files.readAllBytes(file);
      this.donor = Zips.of(Map.of("R.npy", Zips.entries(sound).get("F.npy")));
      this.alignment = new Alignment(LibraryTarget.rows(file));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static Map<String, NpyArray> arrays(Molecule molecule) {
    int atoms = molecule.atomCount();
    float[] frames = new float[FRAMES * 3 * atoms];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = molecule.positions()[i % (3 * atoms)] + i / (3 * atoms) * 0.01f;
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(
        "z", NpyArray.of(Arrays.stream(molecule.atomicNumbers()).asLongStream().toArray(), atoms));
    arrays.put("R", NpyArray.of(frames, FRAMES, atoms, 3));
    arrays.put("E", NpyArray.of(new double[FRAMES], FRAMES, 1));
    arrays.put("F", NpyArray.of(frames, FRAMES, atoms, 3));
    arrays.put("name", NpyArray.of(new String[] {"ethanol"}));
    return arrays;
  }

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public Trial damage(RandomGenerator random, Path folder) throws IOException {
    Mutator mutator = new Mutator(random, donor);
    boolean outside = random.nextInt(100) < OUTSIDE;
    byte[] bytes;
    if (outside) {
      bytes = mutator.damage(sound);
    } else {
      Map<String, byte[]> entries = Zips.entries(sound);
      String entry = List.copyOf(entries.keySet()).get(random.nextInt(entries.size()));
      entries.computeIfPresent(entry, (name, array) -> mutator.damage(array));
      bytes = Zips.of(entries);
    }
    Path file = Files.write(folder.resolve(FILE), bytes);
    return () -> read(file, outside);
  }

  private Outcome read(Path file, boolean checksum) {
    try {
      List<LibraryRow> rows = LibraryTarget.rows(file);
      boolean all = rows.stream().noneMatch(row -> row instanceof LibraryRow.Unreadable);
      if (checksum && all) {
        alignment.requireAll(rows);
      }
      for (LibraryRow row : rows) {
        all &= alignment.isSound(row) || answers.answers(row);
      }
      readTheRest(file);
      return all ? Outcome.ACCEPTED : Outcome.REFUSED;
    } catch (IOException refused) {
      return Refusals.named(refused, file);
    }
  }

  private static void readTheRest(Path file) throws IOException {
    try (FrameFile frames = FrameFile.open(file)) {
      if (frames.hasEnergies()) {
        frames.energies();
      }
      if (frames.hasForces()) {
        frames.forces();
      }
    }
    NpzReader.readAll(file);
  }
}
