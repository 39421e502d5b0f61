package dev.herald.channels;

import dev.herald.channel.Connector;
import org.jspecify.annotations.Nullable;

/**
 * A connector that there is, in use or behind another one of its name.
 *
 * @param number of the published version; null unless it comes from the database
 */
public record OfferedConnector(Origin origin, Connector connector, @Nullable Integer number) {}
