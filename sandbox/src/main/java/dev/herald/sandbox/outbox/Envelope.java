package dev.herald.sandbox.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sent what to whom, as far as the request says.
 *
 * @param provider the name of the connector that speaks to this provider, for example {@code
 *     dingtalk-robot}
 * @param account the sending account; masked where it is a secret
 * @param destinations empty where the account alone decides
 * @param messageId Herald's id of the message, as the request carries it; null when it carries none
 */
public record Envelope(
    String provider,
    String channel,
    String account,
    List<String> destinations,
    @Nullable String messageId) {

  public Envelope {
    destinations = List.copyOf(destinations);
  }

  /** The part of a batch that goes to one of its destinations. */
  public Envelope of(String destination, String id) {
    return new Envelope(provider, channel, account, List.of(destination), id);
  }
}
