package dev.herald.server.feed;

import java.time.Duration;

/**
 * How a feed hands messages out.
 *
 * @param lease how long a consumer has a message, unless it asks for another time
 * @param deliveries how often a message is handed out at most
 */
record FeedTerms(Duration lease, int deliveries) {
  static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  static final Duration LONGEST_LEASE = Duration.ofHours(12);
  static final int MOST_DELIVERIES = 1_000;
  static final FeedTerms USUAL = new FeedTerms(Duration.ofSeconds(30), 5);
}
