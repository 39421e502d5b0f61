package dev.herald.server.task;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message was made of when it was accepted. Sealed at rest, because it holds personal data.
 *
 * @param leg where it goes
 * @param fallback the ways left when this one fails for good, in order
 * @param recipient the recipient's code, if the caller named one
 */
public record MessageContext(
    Leg leg,
    List<Leg> fallback,
    ObjectNode data,
    Locale locale,
    ZoneId zone,
    @Nullable String recipient) {
  public MessageContext {
    fallback = List.copyOf(fallback);
  }
}
