package dev.herald.server.node;

import dev.herald.server.directory.QuietHours;
import dev.herald.server.platform.Durations;
import java.util.Locale;
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
    ChannelPlan.Escalation escalation = node.escalation();
    if (escalation != null) {
      json.put("escalateAfter", Durations.print(escalation.after()));
      json.put("escalateUnless", escalation.unless().name().toLowerCase(Locale.ROOT));
    }
    json.set("schema", node.schema().json());
    json.put("dedupWindow", Durations.print(node.dedupWindow()));
    if (node.reachesSuppressed()) {
      json.put("reachesSuppressed", true);
    }
    if (!node.courtesy().hasOwnTopic()) {
      json.put("topic", node.courtesy().topic());
    }
    if (node.courtesy().exempt()) {
      json.put("exempt", true);
    }
    Courtesy.Quiet quiet = node.courtesy().quiet();
    if (quiet != null) {
      json.put("quiet", quiet.name().toLowerCase(Locale.ROOT));
    }
    QuietHours hours = node.courtesy().quietHours();
    if (hours != null) {
      json.putObject("quietHours").put("from", hours.from()).put("to", hours.to());
    }
    Courtesy.Digest digest = node.courtesy().digest();
    if (digest != null) {
      json.put("digest", digest.written());
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
