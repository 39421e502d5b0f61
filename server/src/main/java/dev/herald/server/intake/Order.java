package dev.herald.server.intake;

import dev.herald.server.access.Application;
import dev.herald.server.access.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who submits.
 *
 * @param caller whom the trace names
 * @param traceparent the caller's place in a distributed trace; null: none
 */
record Order(UUID requestId, Application application, Caller caller, @Nullable String traceparent) {

  String requestedBy() {
    return caller.name();
  }
}
