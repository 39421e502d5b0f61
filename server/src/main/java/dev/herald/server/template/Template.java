package dev.herald.server.template;

import dev.herald.channel.Channel;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The place of a content: what it is for and for whom. Its content is in its versions.
 *
 * @param tenantId null: for every tenant that has none of its own
 */
public record Template(
    UUID id, UUID nodeId, @Nullable UUID tenantId, Channel channel, Locale locale) {}
