package dev.herald.channels.yaml;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Why a text is no YAML, or none that says the same to everybody who reads it. */
public final class UnreadableYaml extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableYaml(String message) {
    super(message, null, false, false);
  }

  static UnreadableYaml at(Event event, String reason) {
    return event.getStartMark().map(mark -> at(mark, reason)).orElse(new UnreadableYaml(reason));
  }

  static UnreadableYaml at(Mark mark, String reason) {
    return new UnreadableYaml(
        "line %d, column %d: %s".formatted(mark.getLine() + 1, mark.getColumn() + 1, reason));
  }
}
