package dev.herald.client.webhook;

import java.time.Instant;

/**
 * The content of a verified webhook.
 *
 * @param id the same on redelivery: answer 2xx and do nothing if it was processed
 * @param at when it was signed
 * @param body JSON: {@code {"type": …, "timestamp": …, "data": …}} of a webhook channel; of a
 *     subscription a CloudEvent, which {@link dev.herald.client.MessageEvent} reads
 */
public record Webhook(String id, Instant at, String body) {}
