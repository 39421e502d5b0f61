package dev.herald.server.node;

import dev.herald.server.platform.Durations;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Nodes as people write them. */
final class NodeJson {
  private NodeJson() {}

  static ObjectNode write(Node node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", node.name());
    json.put("lane", node.lane());
    json.set("plan", PlanJson.write(node.plan()));
    json.set("schema", node.schema().json());
    json.put("dedupWindow", Durations.print(node.dedupWindow()));
    if (node.reachesSuppressed()) {
      json.put("reachesSuppressed", true);
    }
    if (node.expiry() != null) {
      json.put("expiry", Durations.print(node.expiry()));
    }
    if (node.retention() != null) {
      json.put("retention", Durations.print(node.retention()));
    }
    json.put("locale", node.locale().toLanguageTag());
    return json;
  }
}
