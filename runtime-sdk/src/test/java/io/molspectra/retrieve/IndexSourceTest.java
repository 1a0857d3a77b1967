package io.molspectra.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexSourceTest {

  @TempDir Path temp;

  @Test
  void changesWithWhateverChangesTheVectors() throws IOException {
    IndexSource source = source("graph", "weights", 5, "readme");
    assertEquals("model", source.bundle());
    assertEquals("embedding", source.task());
    assertEquals(source, source("graph", "weights", 5, "readme"));
    assertNotEquals(source, source("other", "weights", 5, "readme"));
    assertNotEquals(source, source("graph", "retrained", 5, "readme"));
    assertNotEquals(source, source("graph", "weights", 6, "readme"));
  }

  @Test
  void staysTheSameWhenOnlyOtherFilesChange() throws IOException {
    assertEquals(source("graph", "weights", 5, "a"), source("graph", "weights", 5, "b"));
  }

  @Test
  void aTaskTheBundleLacksHasNoSource() throws IOException {
    Bundle bundle = bundle("graph", "weights", 5, "readme");
    assertThrows(NoSuchElementException.class, () -> IndexSource.of(bundle, "energy"));
  }

  private IndexSource source(String graph, String weights, double cutoff, String readme)
      throws IOException {
    return IndexSource.of(bundle(graph, weights, cutoff, readme), TaskSpec.EMBEDDING);
  }

  private Bundle bundle(String graph, String weights, double cutoff, String readme)
      throws IOException {
    try (BundleWriter writer = BundleWriter.to(temp.resolve("bundle"))) {
      writer.config(JsonNodeFactory.instance.objectNode());
      writer.preprocessor(new Preprocessor(cutoff, 99));
      Files.writeString(writer.file("encoder.onnx"), graph);
      Files.writeString(writer.file("weights.bin"), weights);
      Files.writeString(writer.file("README.md"), readme);
      return writer.finish("model", Instant.EPOCH, "none", List.of(TaskSpec.embedding()), Map.of());
    }
  }
}
