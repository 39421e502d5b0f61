package dev.herald.channels.definition.text;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;

/** How deep lists and mappings stand in one another: whatever reads them calls itself for each. */
public final class Nesting {
  public static final int DEEPEST = 60;

  private Nesting() {}

  /** The first that is too deep; nothing behind it is parsed. */
  public static Optional<Event> tooDeep(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event) {
        case CollectionStartEvent _ -> depth++;
        case CollectionEndEvent _ -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
