package dev.herald.server.intake.plan;

import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who submits.
 *
 * @param caller whom the trace names
 * @param traceparent the caller's place in a distributed trace; null: none
 * @param way by which it came, for traces; null: a call
 */
public record Requester(
    UUID requestId,
    Application application,
    Caller caller,
    @Nullable String traceparent,
    @Nullable String way) {

  String requestedBy() {
    return way == null ? caller.name() : caller.name() + ", " + way;
  }
}
