package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.TenantSpec;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code tenants}, by code. */
@Component
@Order(2)
record TenantsSection(Tenants tenants, JsonBodies bodies) implements Section {
  @Override
  public String name() {
    return "tenants";
  }

  @Override
  public List<Change> put(Caller by, String code, JsonNode piece) {
    return List.of(tenants.put(code, bodies.read(piece, TenantSpec.class)));
  }
}
