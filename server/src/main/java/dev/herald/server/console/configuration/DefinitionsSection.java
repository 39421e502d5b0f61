package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.definition.DefinitionSpec;
import dev.herald.server.definition.Definitions;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code definitions}, by connector. */
@Component
@Order(0)
record DefinitionsSection(Definitions definitions, JsonBodies bodies) implements Section {
  @Override
  public String name() {
    return "definitions";
  }

  @Override
  public List<Change> put(Caller by, String connector, JsonNode piece) {
    return List.of(definitions.put(connector, bodies.read(piece, DefinitionSpec.class), by.name()));
  }
}
