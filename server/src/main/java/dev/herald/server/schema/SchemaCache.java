package dev.herald.server.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps compiled schemas by their text: compiling one costs as much as thousands of checks. */
@Component
public class SchemaCache {
  private final JsonMapper json;
  private final Cache<String, VariableSchema> compiled =
      Caffeine.newBuilder().maximumSize(5_000).build();

  SchemaCache(JsonMapper json) {
    this.json = json;
  }

  public VariableSchema of(String stored) {
    return compiled.get(stored, text -> VariableSchema.of(json.readTree(text)));
  }
}
