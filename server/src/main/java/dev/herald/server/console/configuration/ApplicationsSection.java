package dev.herald.server.console.configuration;

import dev.herald.server.application.ApplicationSpec;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code applications}, by code. */
@Component
@Order(1)
record ApplicationsSection(Applications applications, JsonBodies bodies) implements Section {
  @Override
  public String name() {
    return "applications";
  }

  @Override
  public List<Change> put(Caller by, String code, JsonNode piece) {
    return List.of(applications.put(code, bodies.read(piece, ApplicationSpec.class)));
  }
}
