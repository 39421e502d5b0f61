package dev.herald.server.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * Of a submission.
     *
     * @param duplicates by the messages that existed before, what stands in their places
     */
    public static Ack of(Submission submission, Map<UUID, Line> duplicates) {
      List<Line> lines =
          submission.messages().stream()
              .map(message -> duplicates.getOrDefault(message.id(), Line.of(message)))
              .toList();
      return new Ack(
          submission.requestId(),
          submission.repeats().isEmpty() ? lines : withRepeats(submission, lines));
    }

    private static List<Line> withRepeats(Submission submission, List<Line> lines) {
      Map<UUID, Line> byMessage = new HashMap<>();
      for (int i = 0; i < lines.size(); i++) {
        byMessage.put(submission.messages().get(i).id(), lines.get(i));
      }
      List<Line> all = new ArrayList<>(lines);
      for (Submission.Repeat repeat : submission.repeats()) {
        Line first = Objects.requireNonNull(byMessage.get(repeat.of()));
        all.add(
            repeat.position(),
            new Line(
                first.id(),
                repeat.route().channel().name(),
                repeat.route().destination().masked(),
                first.state(),
                true));
      }
      return all;
    }
  }

  /**
   * @param destination masked
   * @param duplicate whether this message existed before, within its node's dedup window, or an
   *     entry of the same call before this one is told the same
   */
  record Line(UUID id, String channel, String destination, MessageState state, boolean duplicate) {
    /** Of one that is new. */
    private static Line of(NewMessage message) {
      Route route = message.context().route();
      return new Line(
          message.id(),
          route.channel().name(),
          route.destination().masked(),
          MessageState.PENDING,
          false);
    }
  }
}
