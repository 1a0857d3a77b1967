package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.molecule.XyzWriter;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Runs {@code molspectra} in this process, in a folder of its own. */
abstract class CommandLineTest {

  @TempDir Path folder;

  /** Another test's {@code -v} must not make these ones talk. */
  @BeforeEach
  void logNothing() {
    ((Logger) LoggerFactory.getLogger("io.molspectra")).setLevel(null);
  }

  /** What a run returned and printed. */
  record Run(int exitCode, String out, String err) {

    Run succeeded() {
      assertEquals(ExitCode.OK, exitCode, err);
      return this;
    }

    Run failed(int expected) {
      assertEquals(expected, exitCode, out + err);
      return this;
    }

    String lastErrorLine() {
      return err.lines().reduce("", (first, second) -> second);
    }
  }

  static Run molspectra(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandRunner(new MolSpectraCommand())
            .withOutput(new PrintWriter(out), new PrintWriter(err))
            .run(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  Path file(String name, List<Molecule> molecules) throws IOException {
    Path file = folder.resolve(name);
    try (XyzWriter writer = XyzWriter.create(file)) {
      for (Molecule molecule : molecules) {
        writer.write(molecule);
      }
      writer.commit();
    }
    return file;
  }

  /** The answer of the SDK itself. */
  static <T> T asked(Path bundle, Function<MolSpectraModel, T> question) throws IOException {
    try (MolSpectraModel model = MolSpectra.load(bundle)) {
      return question.apply(model);
    }
  }

  static List<Molecule> readAll(Path file) throws IOException {
    try (Stream<MoleculeRecord> records = MoleculeReaders.stream(file)) {
      return records.map(record -> ((MoleculeRecord.Parsed) record).molecule()).toList();
    }
  }

  /** Files in the folder by name, to find what should not have been left there. */
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Chains of H, C, N and O with about 1.2 angstrom between neighbours. */
  static List<Molecule> molecules(int count) {
    Random random = new Random(3);
    List<Molecule> molecules = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      int atoms = 1 + random.nextInt(9);
      int[] elements = new int[atoms];
      float[] positions = new float[3 * atoms];
      for (int atom = 0; atom < atoms; atom++) {
        elements[atom] = new int[] {1, 6, 7, 8}[random.nextInt(4)];
        positions[3 * atom] = 1.2f * atom;
        positions[3 * atom + 1] = random.nextFloat();
        positions[3 * atom + 2] = random.nextFloat();
      }
      molecules.add(new Molecule("m" + m, elements, positions));
    }
    return molecules;
  }
}
