package dev.herald.server.answer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a webhook that did not arrive is tried again: nine times over two days. */
final class RetryDelays {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofHours(24));

  /** A broker is not a stranger: it is waited for as long as it takes. */
  private static final Duration LONGEST_OF_TOPIC = Duration.ofMinutes(2);

  /** By how much delays differ, so that not all come at once. */
  private static final double SPREAD = 0.1;

  private RetryDelays() {}

  /**
   * @param tries how many attempts have failed, at least 1
   * @param asked how long the receiver asks to be left alone; zero: it does not
   * @param chance from 0 to 1
   * @return empty: it is given up
   */
  static Optional<Duration> ofWebhook(int tries, Duration asked, double chance) {
    if (tries > DELAYS.size()) {
      return Optional.empty();
    }
    Duration delay = DELAYS.get(tries - 1);
    Duration longer = delay.compareTo(asked) < 0 ? asked : delay;
    return Optional.of(longer.plusMillis((long) (longer.toMillis() * SPREAD * chance)));
  }

  static Duration ofTopic(int tries) {
    Duration delay = DELAYS.get(Math.min(tries, DELAYS.size()) - 1);
    return delay.compareTo(LONGEST_OF_TOPIC) < 0 ? delay : LONGEST_OF_TOPIC;
  }
}
