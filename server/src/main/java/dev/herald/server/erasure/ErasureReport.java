package dev.herald.server.erasure;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What an erasure took away.
 *
 * @param recipient its id: nothing else of it is left
 * @param complete false: messages in hand, or accepted meanwhile, keep the recipient; ask again
 *     when they are settled
 * @param messages that say nothing any more, and to nobody
 * @param cancelled of these, that were waiting to be sent
 * @param inHand that are being sent, or whose outcome nobody knows yet
 * @param suppressions that stay, as keyed hashes
 * @param others how many of what else there was, by what it is
 */
record ErasureReport(
    UUID recipient,
    Instant at,
    boolean complete,
    long messages,
    long cancelled,
    long inHand,
    long suppressions,
    Map<String, Integer> others) {
  ErasureReport {
    others = Map.copyOf(others);
  }
}
