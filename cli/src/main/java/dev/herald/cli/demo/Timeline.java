package dev.herald.cli.demo;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One message with its trace, as people read it. */
final class Timeline {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int LABEL = 11;
  private static final int TEXT = 79 - 2 - 12 - 2 - LABEL;

  private final JsonNode message;
  private final ZoneId zone;

  /**
   * @param message as the server shows it
   * @param zone that times are shown in
   */
  Timeline(JsonNode message, ZoneId zone) {
    this.message = message;
    this.zone = zone;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  " + message.path("id").asString());
    lines.add(
        "  %s to %s of %s, %s %s"
            .formatted(
                message.path("node").asString(),
                message.path("recipient").asString("an address"),
                message.path("tenant").asString(),
                message.path("channel").asString(),
                message.path("destination").asString())
            .stripTrailing());
    message.path("trace").forEach(step -> add(lines, step));
    return lines;
  }

  private void add(List<String> lines, JsonNode step) {
    String head = "  %s  %s".formatted(time(step.path("at")), Cells.padded(label(step), LABEL));
    for (String line : Cells.wrapped(words(step), TEXT)) {
      lines.add((head + line).stripTrailing());
      head = " ".repeat(2 + 12 + 2 + LABEL);
    }
  }

  private static String label(JsonNode step) {
    JsonNode number = step.at("/attempt/number");
    return number.isMissingNode() ? lower(step.path("kind")) : "attempt " + number.asInt();
  }

  private String words(JsonNode step) {
    JsonNode attempt = step.path("attempt");
    String words = step.path("reason").asString("");
    if (!attempt.isMissingNode()) {
      words =
          "%s: %s (%d ms): %s"
              .formatted(
                  attempt.path("source").asString("no source"),
                  lower(attempt.path("outcome")),
                  attempt.path("durationMillis").asInt(),
                  words);
    }
    return step.hasNonNull("nextAt") ? words + "; next try at " + time(step.path("nextAt")) : words;
  }

  private static String lower(JsonNode word) {
    return word.asString("").toLowerCase(Locale.ROOT);
  }

  private String time(JsonNode instant) {
    return TIME.format(OffsetDateTime.parse(instant.asString()).atZoneSameInstant(zone));
  }
}
