package dev.herald.server.template.language;

import dev.herald.server.schema.Conventions;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;

/** One rendering: the variables, the reader's conventions and zone, and what it may use. */
public record Filling(JsonNode data, Conventions conventions, ZoneId zone, Budget budget) {
  public Filling(JsonNode data, Conventions conventions, ZoneId zone) {
    this(data, conventions, zone, new Budget());
  }
}
