package dev.herald.server.task;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a package keeps about messages in tables of its own, and lets go of together with them. */
public interface Remnants {
  /** What they are, as a report names them: {@code replies}. */
  String name();

  /**
   * @return how many went
   */
  int erase(List<UUID> messages);

  /** Those of one message as its recipient may see them, as JSON. */
  default List<Map<String, Object>> of(UUID message) {
    return List.of();
  }

  /** Whether they go by their own age anyway, sooner than the messages. */
  default boolean goByThemselves() {
    return false;
  }
}
