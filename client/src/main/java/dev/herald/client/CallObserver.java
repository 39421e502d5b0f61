package dev.herald.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of each finished call, for metrics and logs. It must return quickly and throw
 * nothing.
 */
@FunctionalInterface
public interface CallObserver {
  void ended(Call call);

  /**
   * @param operation such as {@code send}, {@code bulk}, {@code get}
   * @param tries 1 when the first one succeeded
   * @param took including all attempts and pauses
   * @param problem null on success
   */
  record Call(String operation, int tries, Duration took, @Nullable HeraldException problem) {}
}
