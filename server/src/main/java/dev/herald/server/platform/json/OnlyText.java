package dev.herald.server.platform.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a text where a number would name something else, such as a person's code. */
public final class OnlyText extends ValueDeserializer<String> {
  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
    return parser.hasToken(JsonToken.VALUE_STRING)
        ? parser.getString()
        : (String) context.handleUnexpectedToken(String.class, parser);
  }
}
