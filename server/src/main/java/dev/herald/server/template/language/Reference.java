package dev.herald.server.template.language;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where a variable is found while rendering.
 *
 * @param frame 0 for the submission's variables, then one for each section around
 * @param path the names to follow from there; empty for the frame itself
 */
record Reference(int frame, List<String> path) {
  Reference {
    path = List.copyOf(path);
  }

  JsonNode value(JsonNode[] frames) {
    JsonNode owner = owner(frames);
    return path.isEmpty() ? owner : owner.path(path.getLast());
  }

  /** The object that the value is a field of. */
  JsonNode owner(JsonNode[] frames) {
    JsonNode owner = frames[frame];
    for (int i = 0; i < path.size() - 1; i++) {
      owner = owner.path(path.get(i));
    }
    return owner;
  }
}
