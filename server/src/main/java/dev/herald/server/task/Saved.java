package dev.herald.server.task;

import java.util.List;
import java.util.UUID;

/** What became of a submission. */
public sealed interface Saved {

  /** It is durable. */
  record Accepted(Ack ack) implements Saved {}

  /** The same key came before with the same request: this is what was answered then. */
  record Replayed(Ack ack) implements Saved {}

  /** The same key came before with another request. */
  record KeyReused(UUID requestId) implements Saved {}

  /** What the caller is told. */
  record Ack(UUID request, List<Line> messages) {
    public Ack {
      messages = List.copyOf(messages);
    }
  }

  /**
   * @param destination masked
   * @param duplicate whether this message existed before, within its node's dedup window, or an
   *     entry of the same call before this one is told the same
   */
  record Line(UUID id, String channel, String destination, MessageState state, boolean duplicate) {}
}
