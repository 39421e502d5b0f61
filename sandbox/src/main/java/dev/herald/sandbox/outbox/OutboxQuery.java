package dev.herald.sandbox.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Which messages are wanted. A null fits all.
 *
 * @param provider exact, like the others
 * @param limit how many at most, newest first
 */
public record OutboxQuery(
    @Nullable String messageId,
    @Nullable String destination,
    @Nullable String channel,
    @Nullable String provider,
    Outcome.@Nullable Status status,
    int limit) {
  public static final OutboxQuery ALL =
      new OutboxQuery(null, null, null, null, null, Integer.MAX_VALUE);

  public OutboxQuery messageId(String wanted) {
    return new OutboxQuery(wanted, destination, channel, provider, status, limit);
  }

  public OutboxQuery destination(String wanted) {
    return new OutboxQuery(messageId, wanted, channel, provider, status, limit);
  }

  public OutboxQuery channel(String wanted) {
    return new OutboxQuery(messageId, destination, wanted, provider, status, limit);
  }

  public OutboxQuery provider(String wanted) {
    return new OutboxQuery(messageId, destination, channel, wanted, status, limit);
  }

  public OutboxQuery status(Outcome.Status wanted) {
    return new OutboxQuery(messageId, destination, channel, provider, wanted, limit);
  }

  public OutboxQuery limit(int most) {
    return new OutboxQuery(messageId, destination, channel, provider, status, most);
  }

  boolean fits(Envelope envelope, Outcome.Status outcome) {
    return (messageId == null || messageId.equals(envelope.messageId()))
        && (destination == null || envelope.destinations().contains(destination))
        && (channel == null || channel.equals(envelope.channel()))
        && (provider == null || provider.equals(envelope.provider()))
        && (status == null || status == outcome);
  }
}
