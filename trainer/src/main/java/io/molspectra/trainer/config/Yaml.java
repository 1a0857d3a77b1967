package io.molspectra.trainer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The YAML dialect of the configuration: snake case, strict types, no document marker. */
final class Yaml {

  static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          // An empty value or "1" for true is a slip of the pen, not a default.
          .withCoercionConfig(
              LogicalType.Boolean,
              boolish -> boolish.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
          .withCoercionConfigDefaults(
              all -> all.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .addModule(EncoderDefault.module())
          .build();

  private Yaml() {}

  static String write(Object config) {
    try {
      return MAPPER.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("configuration records are always writable", e);
    }
  }

  static ObjectNode tree(Object config) {
    return MAPPER.valueToTree(config);
  }

  /** Settings without sections, in their order: "section.key" to value. */
  static Map<String, String> leaves(ObjectNode config) {
    var leaves = new LinkedHashMap<String, String>();
    config
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue() instanceof ObjectNode section) {
                section
                    .fields()
                    .forEachRemaining(
                        inner ->
                            leaves.put(
                                field.getKey() + "." + inner.getKey(),
                                inner.getValue().toString()));
              } else {
                leaves.put(field.getKey(), field.getValue().toString());
              }
            });
    return leaves;
  }
}
