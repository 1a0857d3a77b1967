package io.molspectra.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.molspectra.bundle.BundleException.Problem;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  private BundleJson() {}

  static byte[] write(Object value) throws IOException {
    return MAPPER.writeValueAsBytes(value);
  }

  /** How a constant is written. */
  static String word(Object constant) {
    return MAPPER.convertValue(constant, String.class);
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
      throw fault(Problem.MALFORMED_JSON, file, "line " + line + ": " + JsonFault.describe(e));
    } catch (CharConversionException e) {
      // Zeros in the first bytes are taken for another encoding.
      throw fault(Problem.MALFORMED_JSON, file, "holds bytes that are no text in UTF-8");
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
      throw fault(problem, file, JsonFault.describe(e));
    }
  }

  static List<GoldenRecord> readGolden(Path file) throws IOException {
    return readList(file, GoldenRecord.class);
  }

  static List<GoldenSpectra> readGoldenSpectra(Path file) throws IOException {
    return readList(file, GoldenSpectra.class);
  }

  private static <T> List<T> readList(Path file, Class<T> type) throws IOException {
    JavaType list = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
    List<@Nullable T> records;
    try {
      records = MAPPER.treeToValue(readTree(file), list);
    } catch (JsonMappingException e) {
      throw fault(Problem.MALFORMED_JSON, file, JsonFault.describe(e));
    }
    if (records.stream().anyMatch(Objects::isNull)) {
      throw fault(Problem.MALFORMED_JSON, file, "holds null in place of a record");
    }
    return List.copyOf(records);
  }

  private static BundleException fault(Problem problem, Path file, String what) {
    return new BundleException(
        problem, file.toString(), what, "export or download the bundle again");
  }
}
