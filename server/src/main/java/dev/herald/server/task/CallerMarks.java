package dev.herald.server.task;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a caller knows a message by.
 *
 * @param reference the caller's own, such as the number of an order
 * @param traceparent the caller's place in a distributed trace, as W3C Trace Context writes it
 */
public record CallerMarks(@Nullable String reference, @Nullable String traceparent) {

  /** A reference in the form that it is kept and found in. */
  public static String normal(String reference) {
    return Normalizer.normalize(reference.strip(), Normalizer.Form.NFC);
  }

  /** Null: there are none. */
  public static @Nullable CallerMarks of(@Nullable String reference, @Nullable String traceparent) {
    return reference == null && traceparent == null
        ? null
        : new CallerMarks(reference, traceparent);
  }
}
