package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.RecipientSpec;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code recipients}, by {@code tenant/code}. */
@Component
@Order(3)
record RecipientsSection(Recipients recipients, Tenants tenants, JsonBodies bodies)
    implements Section {
  @Override
  public String name() {
    return "recipients";
  }

  @Override
  public List<Change> put(Caller by, String key, JsonNode piece) {
    QualifiedKey recipient = QualifiedKey.parse(key, "tenant/recipient, for example acme/E1001");
    return List.of(
        recipients.put(
            tenants.get(recipient.owner()),
            recipient.code(),
            bodies.read(piece, RecipientSpec.class)));
  }
}
