package dev.herald.cli.demo;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * How a message ended, by the server's own record.
 *
 * @param verdict in words; empty when it was sent
 */
record Ending(UUID id, Fate fate, int attempts, String verdict) {

  /** What counts in a summary. */
  enum Fate {
    SENT,
    FAILED,
    UNFINISHED
  }

  static Ending of(JsonNode message) {
    Fate fate = fate(message.path("state").asString());
    return new Ending(
        UUID.fromString(message.path("id").asString()),
        fate,
        message.path("attempts").asInt(),
        fate == Fate.SENT ? "" : message.path("verdict").asString());
  }

  private static Fate fate(String state) {
    return switch (state) {
      case "SENT", "DELIVERED" -> Fate.SENT;
      case "PENDING", "SENDING", "UNKNOWN" -> Fate.UNFINISHED;
      default -> Fate.FAILED;
    };
  }

  int retries() {
    return Math.max(0, attempts - 1);
  }
}
