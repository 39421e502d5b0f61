package dev.herald.server.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that a consumer has until a time.
 *
 * @param token by which it says what became of it
 * @param delivery counted from 1
 */
record Lease(UUID messageId, UUID token, Instant until, int delivery) {}
