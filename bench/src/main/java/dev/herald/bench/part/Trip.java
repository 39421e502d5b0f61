package dev.herald.bench.part;

import dev.herald.bench.process.Cost;

/**
 * Messages that went their whole way.
 *
 * @param acceptSeconds from the first request until the last answer
 * @param sentSeconds from the first request until the provider had the last
 * @param settledSeconds from the first request until nothing was left to do in the database
 * @param p99Millis from a message's submission until the provider had it, for all but one in a
 *     hundred
 * @param cost of one message
 */
record Trip(
    int messages,
    double acceptSeconds,
    double sentSeconds,
    double settledSeconds,
    double p99Millis,
    Cost cost)
    implements Rounds.Round {
  @Override
  public double perSecond() {
    return messages / settledSeconds;
  }
}
