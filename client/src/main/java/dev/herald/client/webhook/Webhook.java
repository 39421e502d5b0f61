package dev.herald.client.webhook;

import java.time.Instant;

/**
 * What a webhook that was checked says.
 *
 * @param id the same when it comes again: whoever has done it answers 2xx and does nothing
 * @param at when it was signed
 * @param body JSON: {@code {"type": …, "timestamp": …, "data": …}} of a webhook channel; of a
 *     subscription a CloudEvent, which {@link dev.herald.client.MessageEvent} reads
 */
public record Webhook(String id, Instant at, String body) {}
