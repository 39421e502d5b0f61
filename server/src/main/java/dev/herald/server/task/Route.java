package dev.herald.server.task;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import java.util.UUID;

/** One way to a recipient: where, by which channel, in which words. */
public record Route(Channel channel, Destination destination, UUID templateVersionId) {}
