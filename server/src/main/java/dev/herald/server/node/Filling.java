package dev.herald.server.node;

import java.time.ZoneId;
import tools.jackson.databind.JsonNode;

/** One rendering: the variables, the reader's conventions and zone, and what it may use. */
record Filling(JsonNode data, Conventions conventions, ZoneId zone, Budget budget) {
  Filling(JsonNode data, Conventions conventions, ZoneId zone) {
    this(data, conventions, zone, new Budget());
  }
}
