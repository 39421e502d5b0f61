package dev.herald.server.node;

/**
 * What a node heeds of what people want.
 *
 * @param topic what it is about to a person: a topic's code, or {@code application/node} for one of
 *     its own
 * @param exempt heeds nothing: for what a person must get, such as login codes
 */
public record Courtesy(String topic, boolean exempt) {
  private static final char BETWEEN = '/';

  /** The topic of a node that names none. No topic's code has the sign between. */
  static String ownTopic(String application, String node) {
    return application + BETWEEN + node;
  }

  /** Whether no other node can have this topic. */
  public boolean hasOwnTopic() {
    return topic.indexOf(BETWEEN) >= 0;
  }
}
