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
 */
public record Requester(
    UUID requestId, Application application, Caller caller, @Nullable String traceparent) {

  String requestedBy() {
    return caller.name();
  }
}
