package dev.herald.server.platform.json;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Has request bodies read by {@link JsonBodies}. */
final class JsonBodyConverter extends JacksonJsonHttpMessageConverter {
  private final JsonBodies bodies;

  JsonBodyConverter(JsonMapper json, JsonBodies bodies) {
    super(json);
    this.bodies = bodies;
  }

  @Override
  public Object read(
      ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
      throws IOException {
    byte[] body = bodies.bytes(message.getBody(), message.getHeaders().getContentLength());
    return bodies.read(body, getJavaType(type.getType(), null));
  }
}
