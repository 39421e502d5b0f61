package dev.herald.server.node;

import java.time.ZoneId;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One rendering: the variables, whose habits it follows, and what it may use. */
record Filling(JsonNode data, Locale locale, ZoneId zone, Budget budget) {
  Filling(JsonNode data, Locale locale, ZoneId zone) {
    this(data, locale, zone, new Budget());
  }
}
