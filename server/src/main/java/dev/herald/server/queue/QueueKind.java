package dev.herald.server.queue;

import dev.herald.server.answer.AnswerTopic;
import java.util.OptionalLong;

/** A kind of broker. Its package makes one when a queue of the kind is configured. */
public interface QueueKind {
  /** As {@link Binding#kind} says it. */
  String name();

  /** Begins to read a queue. What it reads is the receiver's to take. */
  Listener listen(String queue, Binding binding, Receiver receiver);

  /**
   * The topic that a queue's application hears on what became of its messages.
   *
   * @param topic as {@link Binding#answers} names it
   */
  AnswerTopic answers(Binding binding, String topic);

  /** A queue that is read. */
  interface Listener {
    /** Takes nothing more, and lets what it has taken finish. */
    void stop();

    /** Whether the broker answers it. */
    boolean isConnected();

    /**
     * Asks the broker how many records are not acknowledged yet, by whichever process. Waits some
     * seconds at most.
     *
     * @return empty: it does not answer
     */
    OptionalLong lag();
  }
}
