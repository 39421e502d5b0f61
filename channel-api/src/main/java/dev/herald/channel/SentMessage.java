package dev.herald.channel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was, or may have been, accepted by its provider, for a query.
 *
 * @param providerId as the provider answered it; null when the answer never came
 * @param sentAt when the call was made
 */
public record SentMessage(
    UUID id, Source source, Destination destination, @Nullable String providerId, Instant sentAt) {}
