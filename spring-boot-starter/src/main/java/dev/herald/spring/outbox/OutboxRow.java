package dev.herald.spring.outbox;

/**
 * A row that is being forwarded.
 *
 * @param submission as JSON
 * @param attempts how often Herald failed on it
 */
record OutboxRow(String id, String submission, int attempts) {}
