package io.molspectra.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with JSON, in words for those who look at the file: entries, and no Java classes.
 */
final class JsonFault {

  private JsonFault() {}

  static String describe(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "has an unknown entry '%s'".formatted(place(unknown));
    }
    if (e instanceof ValueInstantiationException refused) {
      return at(refused, reason(refused.getCause()));
    }
    if (e.getOriginalMessage().startsWith("Missing required creator property")
        && e instanceof JsonMappingException missing) {
      return "lacks the entry '%s'".formatted(place(missing));
    }
    if (e instanceof MismatchedInputException mismatch) {
      return at(mismatch, kind(mismatch.getTargetType()) + " expected");
    }
    return e.getOriginalMessage()
        .replaceAll(", from `[^`]*`", "")
        .replaceFirst("(?s) \\(start marker at .*", "");
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : "an entry is null";
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.stream(type.getEnumConstants()).map(BundleJson::word).toList();
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type == int.class || type == long.class || type == Integer.class) {
      return "a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return type == String.class ? "a text" : "an object";
  }

  private static String at(JsonMappingException e, String what) {
    String place = place(e);
    return place.isEmpty() ? what : place + ": " + what;
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }
}
