package dev.herald.server.task.store;

import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Calls off what nobody has in hand yet. */
@Component
public class Cancellation {
  private final TraceAppender trace;
  private final Clock clock;

  Cancellation(TraceAppender trace, Clock clock) {
    this.trace = trace;
    this.clock = clock;
  }

  /**
   * @param actor who calls it off
   * @return false: it is being sent, or already settled
   */
  public boolean cancel(NewMessage message, String actor) {
    TraceEvent event =
        new TraceEvent(
            clock.instant(),
            TraceEvent.Kind.CANCELLED,
            MessageState.CANCELLED,
            "called off by " + actor,
            null,
            null,
            null,
            actor);
    return switch (trace.append(message.id(), event)) {
      case TraceAppender.Appended.Written _ -> true;
      case TraceAppender.Appended.NotFrom _,
          TraceAppender.Appended.InFlight _,
          TraceAppender.Appended.NoMessage _ ->
          false;
    };
  }
}
