package dev.herald.client.webhook;

import java.time.Instant;

/**
 * The content of a verified webhook.
 *
 * @param id the same on redelivery: answer 2xx and do nothing if it was processed
 * @param at when it was signed
 * @param body JSON: {@code {"type": …, "timestamp": …, "data": …}}
 */
public record Webhook(String id, Instant at, String body) {}
