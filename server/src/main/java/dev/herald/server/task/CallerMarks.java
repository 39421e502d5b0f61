package dev.herald.server.task;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a caller knows a message by.
 *
 * @param reference the caller's own, such as the number of an order
 * @param traceparent the caller's place in a distributed trace, as W3C Trace Context writes it
 * @param orderingKey of what goes to a feed; null: in no order
 */
public record CallerMarks(
    @Nullable String reference, @Nullable String traceparent, @Nullable String orderingKey) {

  /** A reference in the form that it is kept and found in. */
  public static String normal(String reference) {
    return Normalizer.normalize(reference.strip(), Normalizer.Form.NFC);
  }

  /** Null: there are none. */
  public static @Nullable CallerMarks of(
      @Nullable String reference, @Nullable String traceparent, @Nullable String orderingKey) {
    return reference == null && traceparent == null && orderingKey == null
        ? null
        : new CallerMarks(reference, traceparent, orderingKey);
  }
}
