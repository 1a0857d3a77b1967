package io.molspectra.cli.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.molspectra.cli.names.NearNames;
import io.molspectra.cli.serve.Problem.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON in and out: nothing is guessed, and a fault is told with its place. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private Json() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a request.
   *
   * @throws Problem if it is no JSON, or of another shape
   */
  static <T> T read(byte[] body, Class<T> type) {
    if (body.length == 0) {
      throw new Problem(
          Reason.MALFORMED_JSON,
          "the body is empty; send {\"molecules\": [{\"smiles\": \"CCO\"}]}, for example");
    }
    try {
      @Nullable T value = MAPPER.readValue(body, type);
      if (value == null) {
        throw new Problem(Reason.WRONG_SHAPE, "the body is null; an object is expected");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw at(e, Reason.UNKNOWN_FIELD, unknownField(e));
    } catch (MismatchedInputException e) {
      throw at(e, Reason.WRONG_SHAPE, expected(e));
    } catch (JsonMappingException e) {
      // The parser's own faults within a list come wrapped.
      throw at(e, Reason.MALFORMED_JSON, path(e) + fault(e));
    } catch (JsonProcessingException e) {
      throw at(e, Reason.MALFORMED_JSON, fault(e));
    } catch (IOException e) {
      throw new Problem(Reason.MALFORMED_JSON, "the body is no text in UTF-8: " + e.getMessage());
    }
  }

  /** The parser's words without its advice to those who program it. */
  private static String fault(JsonProcessingException e) {
    String words = e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
    return words.startsWith("Non-standard token")
        ? words.replaceFirst("(?s): enable .*", "") + " is no number in JSON; send finite numbers"
        : words + "; mend the JSON there";
  }

  private static Problem at(JsonProcessingException e, Reason reason, String what) {
    @Nullable JsonLocation place = e.getLocation();
    if (place == null) {
      return new Problem(reason, what);
    }
    return new Problem(
            reason,
            "line %d, column %d: %s".formatted(place.getLineNr(), place.getColumnNr(), what))
        .with("line", place.getLineNr())
        .with("column", place.getColumnNr());
  }

  private static String unknownField(UnrecognizedPropertyException e) {
    @Nullable Collection<Object> ids = e.getKnownPropertyIds();
    List<String> known =
        ids == null ? List.of() : ids.stream().map(String::valueOf).sorted().toList();
    String name = e.getPropertyName();
    return "unknown field '%s'%s; there are %s"
        .formatted(
            name.length() > 80 ? name.substring(0, 80) + "..." : name,
            known.isEmpty()
                ? ""
                : ", did you mean '%s'?".formatted(NearNames.of(name, known).get(0)),
            String.join(", ", known));
  }

  private static String expected(MismatchedInputException e) {
    @Nullable Class<?> target = e.getTargetType();
    return "%s%s expected".formatted(path(e), describe(target));
  }

  private static String describe(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == int[].class) {
      return "a list of whole numbers";
    }
    if (type == double.class || type == double[].class) {
      return "numbers without quotes";
    }
    if (type == double[][].class) {
      return "a list of [x, y, z]";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text in quotes";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  /** Where in the value, as JavaScript writes it. */
  private static String path(JsonMappingException e) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "" : path + ": ";
  }
}
