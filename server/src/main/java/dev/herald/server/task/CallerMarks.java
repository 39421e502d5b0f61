package dev.herald.server.task;

import org.jspecify.annotations.Nullable;

/**
 * What a caller knows a message by.
 *
 * @param reference the caller's own, such as the number of an order
 * @param traceparent the caller's place in a distributed trace, as W3C Trace Context writes it
 */
public record CallerMarks(@Nullable String reference, @Nullable String traceparent) {

  /** Null: there are none. */
  public static @Nullable CallerMarks of(@Nullable String reference, @Nullable String traceparent) {
    return reference == null && traceparent == null
        ? null
        : new CallerMarks(reference, traceparent);
  }
}
