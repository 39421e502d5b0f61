package dev.herald.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a configuration changes, as text.
 *
 * @param changes as the server lists them
 */
record Difference(JsonNode changes) {
  private static final int VALUE_LENGTH = 60;

  boolean isEmpty() {
    return count("CREATED") + count("UPDATED") == 0;
  }

  String summary() {
    return "%d to create, %d to update, %d unchanged"
        .formatted(count("CREATED"), count("UPDATED"), count("UNCHANGED"));
  }

  /** The same after the fact. */
  String done() {
    return "Applied: %d created, %d updated, %d unchanged"
        .formatted(count("CREATED"), count("UPDATED"), count("UNCHANGED"));
  }

  /** One line for each piece that changes, and one for each of its fields. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (JsonNode change : changes) {
      String action = change.path("action").asString();
      if (!action.equals("UNCHANGED")) {
        lines.add(
            "%s %s %s"
                .formatted(
                    action.equals("CREATED") ? "+" : "~",
                    change.path("kind").asString(),
                    change.path("key").asString()));
        change.path("fields").forEach(field -> lines.add("    " + line(field)));
      }
    }
    return lines;
  }

  private static String line(JsonNode field) {
    String path = field.path("path").asString();
    String after = shown(field.path("after"));
    return absent(field.path("before"))
        ? "%s: %s".formatted(path, after)
        : "%s: %s -> %s".formatted(path, shown(field.path("before")), after);
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static String shown(JsonNode value) {
    if (absent(value)) {
      return "(none)";
    }
    String text = (value.isString() ? value.asString() : value.toString()).strip();
    String line = text.lines().findFirst().orElse("");
    boolean whole = line.equals(text) && line.length() <= VALUE_LENGTH;
    return whole ? line : line.substring(0, Math.min(line.length(), VALUE_LENGTH)) + " ...";
  }

  private long count(String action) {
    return changes
        .valueStream()
        .filter(change -> change.path("action").asString().equals(action))
        .count();
  }
}
