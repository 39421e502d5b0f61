package dev.herald.cli.demo;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stand-in that says it is busy now and then, so that retries can be seen.
 *
 * @param every which calls it turns away
 * @param times after so many it behaves
 */
record Trouble(String connector, int every, int times) {
  private static final int USUAL = 200;
  private static final int MOST_FREQUENT = 20;

  /** One call in two hundred, or at least one of a small burst. */
  static Trouble among(String connector, int calls) {
    int every = Math.clamp(calls / 2, MOST_FREQUENT, USUAL);
    return new Trouble(connector, every, calls / every);
  }

  static List<Trouble> in(Burst burst) {
    return List.of(among("smtp", burst.count("email")), among("tencent-sms", burst.count("sms")))
        .stream()
        .filter(trouble -> trouble.times > 0)
        .toList();
  }

  /** In words. */
  @Override
  public String toString() {
    return "the %s stand-in says 'busy' to every %dth call, %d times"
        .formatted(connector, every, times);
  }

  /** As the sandbox takes it. */
  ObjectNode rule() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("effect", "refuse")
        .put("reason", "busy")
        .put("provider", connector)
        .put("every", every)
        .put("times", times);
  }
}
