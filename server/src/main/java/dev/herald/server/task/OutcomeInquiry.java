package dev.herald.server.task;

import java.util.Optional;

/** Asks a provider what became of a message whose outcome is unknown. */
@FunctionalInterface
public interface OutcomeInquiry {
  /**
   * @param task in the state {@link MessageState#UNKNOWN}
   * @return what its trace says of the answer; empty when nobody can be asked
   */
  Optional<TraceEvent> ask(MessageTask task);
}
