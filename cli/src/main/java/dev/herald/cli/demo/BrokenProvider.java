package dev.herald.cli.demo;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Breaks the provider of a company of its own, and shows the alarm that fires and is resolved. */
final class BrokenProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String TENANT = "demo-faults";
  private static final int NOTICES = 8;

  private final Server server;
  private final Telling telling;

  /** A new one each time: an alarm looks back for five minutes. */
  private final String source = "demo-broken-" + Instant.now().getEpochSecond();

  /**
   * @param server with the administrator's key
   */
  BrokenProvider(Server server, Telling telling) {
    this.server = server;
    this.telling = telling;
  }

  /**
   * @return whether the alarm fired and was resolved
   */
  boolean show() throws InterruptedException {
    telling.heading("An alarm: a provider stops taking messages, and recovers");
    configure();
    long rule =
        server
            .post(
                "/sandbox/rules",
                json(Map.of("effect", "refuse", "reason", "busy", "provider", "feishu-bot")))
            .path("id")
            .asLong();
    boolean fires;
    try {
      for (int number = 0; number < NOTICES; number++) {
        server.post("/v1/messages", notice(number));
      }
      telling.fact("Fault", "feishu-bot turns every call away; " + NOTICES + " notices wait.");
      fires = comes("Alarm", () -> alarm().isPresent());
      alarm().ifPresent(alarm -> telling.fact("", alarm.at("/reason/text").asString()));
    } finally {
      server.delete("/sandbox/rules/" + rule);
    }
    telling.fact("Mended", "feishu-bot takes messages again.");
    boolean over = fires && comes("Resolved", () -> alarm().isEmpty());
    server.post("/v1/sources/" + source + "/pause", json(Map.of()));
    server.delete("/v1/sources/" + source);
    return over;
  }

  private boolean comes(String what, BooleanSupplier happened) throws InterruptedException {
    Instant begun = Instant.now();
    while (!happened.getAsBoolean()) {
      if (Duration.between(begun, Instant.now()).compareTo(PATIENCE) > 0) {
        telling.fact(what, "not within %d s".formatted(PATIENCE.toSeconds()));
        return false;
      }
      Thread.sleep(Duration.ofSeconds(1));
    }
    telling.fact(
        what, "after %d s".formatted(Duration.between(begun, Instant.now()).toSeconds()));
    return true;
  }

  private Optional<JsonNode> alarm() {
    return server
        .get("/v1/alarms")
        .path("items")
        .valueStream()
        .filter(alarm -> alarm.path("source").asString("").equals(source))
        .filter(alarm -> alarm.path("state").asString().equals("FIRING"))
        .findFirst();
  }

  private void configure() {
    JsonNode configuration =
        json(
            Map.of(
                "tenants",
                Map.of(TENANT, Map.of("name", "Faults Ltd", "locale", "en", "zone", "UTC")),
                "sources",
                Map.of(
                    source,
                    Map.of(
                        "connector",
                        "feishu-bot",
                        "tenant",
                        TENANT,
                        "settings",
                        Map.of("token", "sandbox-" + source)))));
    server.post("/v1/configuration", configuration);
    JsonNode node =
        json(
            Map.of(
                "name",
                "Demo of a fault",
                "plan",
                "feishu",
                "locale",
                "en",
                "templates",
                List.of(
                    Map.of("channel", "feishu", "content", Map.of("text", "Demo of a fault")))));
    if (server.put("/v1/applications/esop/nodes/demo.fault", node).isMissingNode()) {
      throw new CommandFailure("the server did not take the node demo.fault");
    }
  }

  private static JsonNode notice(int number) {
    return json(
        Map.of(
            "application",
            "esop",
            "node",
            "demo.fault",
            "tenant",
            TENANT,
            "reference",
            "demo-" + number,
            "to",
            List.of(Map.of("email", "demo%d@faults.example".formatted(number)))));
  }

  private static JsonNode json(Map<String, ?> body) {
    return JsonMapper.shared().valueToTree(body);
  }
}
