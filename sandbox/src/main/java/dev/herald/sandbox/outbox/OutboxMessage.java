package dev.herald.sandbox.outbox;

import java.time.Instant;

/**
 * A message that reached a stand-in, delivered or not.
 *
 * @param id rises with every message
 * @param at when it came in
 * @param raw the whole request or mail with secrets masked, for people
 */
public record OutboxMessage(
    long id, Instant at, Envelope envelope, ReceivedContent content, Outcome outcome, String raw) {}
