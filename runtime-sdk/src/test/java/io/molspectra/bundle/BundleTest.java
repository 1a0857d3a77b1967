package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void writeBundle() throws IOException {
    folder = temp.resolve("bundle");
    BundleFixture.write(folder);
  }

  @Test
  void opensWithEverythingThatWasWritten() throws IOException {
    Bundle bundle = Bundle.open(folder);
    assertEquals("fixture", bundle.manifest().id());
    assertEquals("2026-01-02T03:04:05Z", bundle.manifest().created());
    assertEquals("0123abc", bundle.manifest().sourceCommit());
    assertEquals(7, bundle.manifest().provenance().get("seed"));
    assertEquals(List.of(TaskSpec.scalar("energy", "eV").withForces()), bundle.manifest().tasks());
    assertEquals(3, bundle.config().get("layers").asInt());
    assertEquals(BundleFixture.PREPROCESSOR, bundle.preprocessor());
    assertEquals("energy", Files.readString(bundle.file("task-energy.onnx")));
    assertThrows(NoSuchElementException.class, () -> bundle.file("absent.onnx"));
  }

  @Test
  void goldenMoleculesComeBackBitForBit() throws IOException {
    GoldenRecord record = Bundle.open(folder).golden().get(0);
    assertArrayEquals(new float[] {0.1f, -2e-7f, 3}, record.molecule().positions());
    assertArrayEquals(new float[] {-0.5f}, record.expected().get(0).values());
    assertEquals(1e-5, record.expected().get(0).tolerance());
  }

  @Test
  void aFolderWithoutBundleJsonIsNoBundle() throws IOException {
    Files.delete(folder.resolve("bundle.json"));
    assertProblem(Problem.NOT_A_BUNDLE, "bundle");
  }

  @Test
  void refusesAnUnknownFormatVersionBeforeReadingFurther() throws IOException {
    Files.writeString(folder.resolve("bundle.json"), "{\"format_version\": 2, \"new\": 1}");
    BundleException e = assertProblem(Problem.UNSUPPORTED_FORMAT_VERSION, "bundle.json");
    assertTrue(e.getMessage().contains("format_version is 2"), e.getMessage());
  }

  @Test
  void refusesAManifestThatIsNoJsonNamingTheLine() throws IOException {
    Files.writeString(folder.resolve("bundle.json"), "{\n\"format_version\": 1,\n");
    BundleException e = assertProblem(Problem.MALFORMED_JSON, "bundle.json");
    assertTrue(e.getMessage().contains("line 3"), e.getMessage());
  }

  /** Three zeros and a bracket are UTF-32 by the rules of JSON; what follows is not. */
  @Test
  void refusesAManifestThatLooksLikeAnotherEncoding() throws IOException {
    Files.writeString(folder.resolve("bundle.json"), "\0\0\0{\n\"format_version\": 1}");
    BundleException e = assertProblem(Problem.MALFORMED_JSON, "bundle.json");
    assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
  }

  @Test
  void refusesUnknownAndMissingKeysInTheManifest() throws IOException {
    edit("\"id\" : ", "\"surprise\" : 1, \"id\" : ");
    BundleException e = assertProblem(Problem.MALFORMED_JSON, "bundle.json");
    assertTrue(e.getMessage().contains("surprise"), e.getMessage());
    edit("\"surprise\" : 1, \"id\" : \"fixture\",", "");
    e = assertProblem(Problem.MALFORMED_JSON, "bundle.json");
    assertTrue(e.getMessage().contains("'id'"), e.getMessage());
  }

  @Test
  void refusesAListedFileThatIsMissing() throws IOException {
    Files.delete(folder.resolve("task-energy.onnx"));
    assertProblem(Problem.MISSING_FILE, "task-energy.onnx");
  }

  @Test
  void refusesAFileOfAnotherSize() throws IOException {
    Files.writeString(folder.resolve("task-energy.onnx"), "energy!");
    assertProblem(Problem.SIZE_MISMATCH, "task-energy.onnx");
  }

  @Test
  void refusesAFileWithOneByteChanged() throws IOException {
    Files.writeString(folder.resolve("task-energy.onnx"), "enerqy");
    assertProblem(Problem.HASH_MISMATCH, "task-energy.onnx");
  }

  @Test
  void refusesAFileBeyondTheListAtAnyDepth() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/c.bin"), "x");
    assertProblem(Problem.UNLISTED_FILE, "c.bin");
  }

  @Test
  void refusesPathsThatLeaveTheFolder() throws IOException {
    Files.writeString(temp.resolve("outside.onnx"), "energy");
    String listed = "task-energy.onnx";
    for (String path : List.of("../outside.onnx", "/etc/passwd", "a/../../x", "C:\\\\x", "")) {
      edit("\"path\" : \"" + listed + "\"", "\"path\" : \"" + path + "\"");
      assertProblem(Problem.ESCAPING_PATH, "bundle.json");
      listed = path;
    }
  }

  @Test
  void refusesALinkThatLeavesTheFolder() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside.onnx"), "energy");
    Files.delete(folder.resolve("task-energy.onnx"));
    Files.createSymbolicLink(folder.resolve("task-energy.onnx"), outside);
    assertProblem(Problem.ESCAPING_PATH, "task-energy.onnx");
  }

  @Test
  void refusesAManifestThatIsALinkOutOfTheFolder() throws IOException {
    Path manifest = folder.resolve("bundle.json");
    Files.move(manifest, temp.resolve("outside.json"));
    Files.createSymbolicLink(manifest, temp.resolve("outside.json"));
    assertProblem(Problem.ESCAPING_PATH, "bundle.json");
  }

  @Test
  void refusesATaskWhoseFileIsNotListed() throws IOException {
    edit("\"file\" : \"task-energy.onnx\"", "\"file\" : \"task-other.onnx\"");
    BundleException e = assertProblem(Problem.MISSING_FILE, "task-other.onnx");
    assertTrue(e.getMessage().contains("needed by task energy"), e.getMessage());
  }

  @Test
  void aMissingPreprocessingConstantIsNeverGuessed() throws IOException {
    rewritePreprocessor("{\"length_unit\": \"angstrom\", \"max_atomic_number\": 99}");
    BundleException e = assertProblem(Problem.MISSING_CONSTANT, "preprocessor.json");
    assertTrue(e.getMessage().contains("'cutoff'"), e.getMessage());
  }

  @Test
  void refusesConstantsThatMakeNoSense() throws IOException {
    rewritePreprocessor("{\"length_unit\": \"bohr\", \"cutoff\": 5.0, \"max_atomic_number\": 99}");
    BundleException e = assertProblem(Problem.INVALID_CONSTANT, "preprocessor.json");
    assertTrue(e.getMessage().contains("bohr"), e.getMessage());
    rewritePreprocessor(
        "{\"length_unit\": \"angstrom\", \"cutoff\": 5.0, \"max_atomic_number\": 99, \"x\": 1}");
    assertProblem(Problem.INVALID_CONSTANT, "preprocessor.json");
  }

  @Test
  void refusesACutoffOrElementsThatNoNetworkHas() throws IOException {
    rewritePreprocessor(
        "{\"length_unit\": \"angstrom\", \"cutoff\": 1e9, \"max_atomic_number\": 99}");
    BundleException e = assertProblem(Problem.INVALID_CONSTANT, "preprocessor.json");
    assertTrue(
        e.getMessage().contains("cutoff must be positive and at most 10000"), e.getMessage());
    rewritePreprocessor(
        "{\"length_unit\": \"angstrom\", \"cutoff\": 5, \"max_atomic_number\": 99,"
            + " \"elements\": [1, 500]}");
    e = assertProblem(Problem.INVALID_CONSTANT, "preprocessor.json");
    assertTrue(e.getMessage().contains("elements has 500"), e.getMessage());
  }

  @Test
  void refusesAnotherCutoffThanTheNetworkWasBuiltWith() throws IOException {
    rewrite("config.json", "{\"cutoff_upper\": 5}");
    assertEquals(5, Bundle.open(folder).preprocessor().cutoff());
    rewrite("config.json", "{\"cutoff_upper\": 6.0}");
    BundleException e = assertProblem(Problem.INVALID_CONSTANT, "preprocessor.json");
    assertTrue(e.getMessage().contains("has cutoff 5.0"), e.getMessage());
    assertTrue(e.getMessage().contains("cutoff_upper 6.0"), e.getMessage());
  }

  /** Each entry damaged in turn; whatever is said of it must be about the file. */
  @Test
  void messagesTellOfEntriesNotOfClasses() throws IOException {
    assertManifest("\"tasks\" : [", "\"tasks\" : [ 7, ", "tasks[0]: an object expected");
    assertManifest("\"kind\" : \"scalar\"", "\"kind\" : \"odd\"", "tasks[0].kind: one of [scalar");
    assertManifest("\"id\" : \"fixture\"", "\"id\" : null", "an entry is null");
    assertManifest("\"id\" : \"fixture\"", "\"id\" : {}", "id: a text expected");
    assertManifest("\"size\" : ", "\"size\" : \"x\", \"old\" : ", "files[0]");
    assertManifest("\"unit\" : ", "\"Unit\" : ", "lacks the entry 'tasks[0].unit'");
    assertManifest("\"unit\" : ", "\"x\" : 1, \"unit\" : ", "has an unknown entry 'tasks[0].x'");
    assertManifest("{", "[".repeat(2000) + "{", "exceeds the maximum allowed (1000)");
    rewrite("golden/golden.json", "[null   ]");
    assertProblem(Problem.MALFORMED_JSON, "golden.json");
    rewrite("golden/golden.json", "{}");
    assertTrue(
        assertProblem(Problem.MALFORMED_JSON, "golden.json").getMessage().contains("a list"),
        "a list is expected");
    rewrite("golden/golden.json", "[{\"id\": \"x\", \"positions\": [true]}]");
    assertProblem(Problem.MALFORMED_JSON, "golden.json");
  }

  private void assertManifest(String from, String to, String told) throws IOException {
    Path manifest = folder.resolve("bundle.json");
    String sound = Files.readString(manifest);
    assertTrue(sound.contains(from), sound);
    Files.writeString(manifest, sound.replaceFirst(Pattern.quote(from), to));
    BundleException e = assertProblem(Problem.MALFORMED_JSON, "bundle.json");
    assertTrue(e.getMessage().contains(told), e.getMessage());
    Files.writeString(manifest, sound);
  }

  private BundleException assertProblem(Problem problem, String fileName) {
    BundleException e = assertThrows(BundleException.class, () -> Bundle.open(folder));
    assertEquals(problem, e.problem(), e.getMessage());
    assertTrue(e.file().endsWith(fileName), e.getMessage());
    assertTrue(e.getMessage().contains("; "), "names a cure: " + e.getMessage());
    assertFalse(
        e.getMessage()
            .replace(temp.toString(), "")
            .matches("(?s).*(molspectra\\.|java\\.|`|class ).*"),
        e.getMessage());
    return e;
  }

  private void edit(String from, String to) throws IOException {
    Path manifest = folder.resolve("bundle.json");
    String text = Files.readString(manifest);
    assertTrue(text.contains(from), text);
    Files.writeString(manifest, text.replace(from, to));
  }

  private void rewritePreprocessor(String json) throws IOException {
    rewrite("preprocessor.json", json);
  }

  /** Replaces the file and its entry, so that only the content is at fault. */
  private void rewrite(String name, String json) throws IOException {
    Path file = folder.resolve(name);
    long oldSize = Files.size(file);
    String oldHash = Sha256.of(file);
    Files.writeString(file, json);
    edit("\"size\" : " + oldSize + ",", "\"size\" : " + Files.size(file) + ",");
    edit(oldHash, Sha256.of(file));
  }
}
