package dev.herald.server.feed;

/**
 * Where a message waits.
 *
 * @param test whether for test keys, which take only what test keys have sent
 */
record FeedKey(String feed, boolean test) {}
