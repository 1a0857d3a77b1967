package io.molspectra.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the bundle's records become JSON: snake_case names, unknown keys refused. */
final class BundleJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private static final TypeReference<List<GoldenRecord>> GOLDEN = new TypeReference<>() {};
  private static final TypeReference<List<GoldenSpectra>> SPECTRA = new TypeReference<>() {};

  private BundleJson() {}

  static byte[] write(Object value) throws IOException {
    return MAPPER.writeValueAsBytes(value);
  }

  static JsonNode readTree(Path file) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
      if (!tree.isObject() && !tree.isArray()) {
        throw fault(Problem.MALFORMED_JSON, file, "is empty or holds a bare value");
      }
      return tree;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw fault(Problem.MALFORMED_JSON, file, "line " + line + ": " + e.getOriginalMessage());
    }
  }

  /**
   * @param problem what to call a tree that does not fit the type
   */
  static <T> T convert(Problem problem, Path file, JsonNode tree, Class<T> type)
      throws BundleException {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw fault(problem, file, e.getOriginalMessage());
    }
  }

  static List<GoldenRecord> readGolden(Path file) throws IOException {
    return readList(file, GOLDEN);
  }

  static List<GoldenSpectra> readGoldenSpectra(Path file) throws IOException {
    return readList(file, SPECTRA);
  }

  private static <T> List<T> readList(Path file, TypeReference<List<T>> type) throws IOException {
    try {
      return List.copyOf(MAPPER.convertValue(readTree(file), type));
    } catch (IllegalArgumentException | NullPointerException e) {
      // List.copyOf finds a null among the records.
      throw fault(
          Problem.MALFORMED_JSON, file, String.valueOf(e.getMessage()).lines().findFirst().get());
    }
  }

  private static BundleException fault(Problem problem, Path file, String what) {
    return new BundleException(
        problem, file.toString(), what, "export or download the bundle again");
  }
}
