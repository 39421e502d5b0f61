package dev.herald.server.preference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of a topic on a channel.
 *
 * @param topic null: every topic
 * @param channel null: every channel
 * @param saidBy {@code person}: on the page; else the application or the user who set it
 */
record Preference(
    @Nullable String topic,
    @Nullable String channel,
    boolean wanted,
    String saidBy,
    Instant saidAt) {

  /** What a person said on the page of its own. */
  static final String PERSON = "person";

  boolean isAbout(String someTopic, String someChannel) {
    return (topic == null || topic.equals(someTopic))
        && (channel == null || channel.equals(someChannel));
  }

  /** The more exact word counts: of one topic, then of one channel. */
  int exactness() {
    return (topic == null ? 0 : 2) + (channel == null ? 0 : 1);
  }
}
