package io.molspectra.trainer.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import java.io.IOException;

/**
 * Reads a {@link ModelSettings} that does not say which encoder it is: it was written before there
 * was a choice. Every other key must be there.
 */
final class EncoderDefault extends DelegatingDeserializer {
  private static final long serialVersionUID = 1L;
  private static final String KEY = "encoder";

  private EncoderDefault(JsonDeserializer<?> strict) {
    super(strict);
  }

  static SimpleModule module() {
    return new SimpleModule()
        .setDeserializerModifier(
            new BeanDeserializerModifier() {
              private static final long serialVersionUID = 1L;

              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config,
                  BeanDescription bean,
                  JsonDeserializer<?> deserializer) {
                return bean.getBeanClass() == ModelSettings.class
                    ? new EncoderDefault(deserializer)
                    : deserializer;
              }
            });
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> strict) {
    return new EncoderDefault(strict);
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode node = context.readTree(parser);
    if (node instanceof ObjectNode settings && !settings.has(KEY)) {
      settings.put(KEY, "et");
    }
    try (JsonParser again = new TreeTraversingParser(node, parser.getCodec())) {
      again.nextToken();
      return super.deserialize(again, context);
    }
  }
}
