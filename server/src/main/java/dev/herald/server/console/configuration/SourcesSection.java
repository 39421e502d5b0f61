package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.source.SourceSpec;
import dev.herald.server.source.Sources;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code sources}, by code. */
@Component
@Order(4)
record SourcesSection(Sources sources, JsonBodies bodies) implements Section {
  @Override
  public String name() {
    return "sources";
  }

  @Override
  public List<Change> put(Caller by, String code, JsonNode piece) {
    return List.of(sources.put(code, bodies.read(piece, SourceSpec.class)));
  }
}
