package dev.herald.cli.demo;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stand-in that says it is busy now and then, so that retries can be seen.
 *
 * @param reason as the sandbox names it
 * @param every which calls it turns away
 * @param times after so many it behaves
 */
record Trouble(String connector, String reason, int every, int times) {
  private static final int USUAL = 200;
  private static final int MOST_FREQUENT = 20;

  /** One call in two hundred, or at least one of a small burst. */
  static Trouble among(String connector, int calls) {
    int every = Math.clamp(calls / 2, MOST_FREQUENT, USUAL);
    return new Trouble(connector, "busy", every, calls / every);
  }

  /**
   * @param faults whether some mailboxes are to refuse for good, so that failures can be seen
   */
  static List<Trouble> in(Burst burst, boolean faults) {
    Trouble mail = among("smtp", burst.count("email"));
    Trouble texts = among("tencent-sms", burst.count("sms"));
    Trouble bounces = new Trouble("smtp", "recipient", mail.every - 1, faults ? mail.times : 0);
    return Stream.of(mail, texts, bounces).filter(trouble -> trouble.times > 0).toList();
  }

  /** In words. */
  @Override
  public String toString() {
    return "%s says '%s' to every %dth call, %d times in all"
        .formatted(connector, reason, every, times);
  }

  /** As the sandbox takes it. */
  ObjectNode rule() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("effect", "refuse")
        .put("reason", reason)
        .put("provider", connector)
        .put("every", every)
        .put("times", times);
  }
}
