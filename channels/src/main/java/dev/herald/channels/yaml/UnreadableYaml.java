package dev.herald.channels.yaml;

import dev.herald.channels.reason.ReasonWords;
import dev.herald.channels.reason.YamlReason;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Why a text is no YAML, or none that says the same to everybody who reads it. */
public final class UnreadableYaml extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable Integer line;
  private final @Nullable Integer column;
  private final transient YamlReason reason;

  UnreadableYaml(YamlReason reason) {
    this(null, null, reason, ReasonWords.ENGLISH.of(reason));
  }

  private UnreadableYaml(
      @Nullable Integer line, @Nullable Integer column, YamlReason reason, String message) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
    this.reason = reason;
  }

  static UnreadableYaml at(Event event, YamlReason reason) {
    return event.getStartMark().map(mark -> at(mark, reason)).orElse(new UnreadableYaml(reason));
  }

  static UnreadableYaml at(Mark mark, YamlReason reason) {
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    return new UnreadableYaml(
        line,
        column,
        reason,
        "line %d, column %d: %s".formatted(line, column, ReasonWords.ENGLISH.of(reason)));
  }

  /** Counted from 1; null when nobody knows. */
  public @Nullable Integer line() {
    return line;
  }

  /** Counted from 1; null when nobody knows. */
  public @Nullable Integer column() {
    return column;
  }

  /** Without the place. */
  public YamlReason reason() {
    return reason;
  }
}
