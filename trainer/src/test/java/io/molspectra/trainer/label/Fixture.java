package io.molspectra.trainer.label;

import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Real records (see PROVENANCE.md) and made-up structures. */
final class Fixture {

  static final int MAX_Z = 100;

  /** Rejects that a lenient report was told of. */
  final List<LabelReject> rejects = new ArrayList<>();

  final LabelReport report = new LabelReport(false, rejects::add);

  static Path file(Path folder, String name) {
    return copy(folder, "/io/molspectra/trainer/label/" + name, name);
  }

  static Path threeBpa(Path folder) {
    return copy(folder, "/io/molspectra/molecule/3bpa.extxyz", "3bpa.extxyz");
  }

  static List<String> lines(Path folder, String name) throws IOException {
    return Files.readAllLines(file(folder, name));
  }

  static Path write(Path file, List<String> lines) throws IOException {
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  /** Structures from xyz text. */
  static StructureStore structures(String xyz) {
    byte[] bytes = xyz.getBytes(StandardCharsets.UTF_8);
    try (MoleculeReader reader =
        MoleculeReaders.open(new ByteArrayInputStream(bytes), "test.xyz")) {
      return new StructureLoader(MAX_Z, true).load(reader, reject -> {}).store();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Structures with the given ids, one carbon atom each. */
  static LabelledMolecules atoms(List<String> ids) {
    StringBuilder xyz = new StringBuilder();
    ids.forEach(id -> xyz.append("1\n").append(id).append("\nC 0 0 0\n"));
    return new LabelledMolecules(structures(xyz.toString()), java.util.Map.of(), null);
  }

  private static Path copy(Path folder, String resource, String name) {
    try (InputStream in = Fixture.class.getResourceAsStream(resource)) {
      Path target = folder.resolve(name);
      Files.write(target, Objects.requireNonNull(in, resource).readAllBytes());
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
