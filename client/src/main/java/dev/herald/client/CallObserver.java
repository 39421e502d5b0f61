package dev.herald.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each call when it has ended, for metrics and logs. It returns soon and throws nothing.
 */
@FunctionalInterface
public interface CallObserver {
  void ended(Call call);

  /**
   * @param operation such as {@code send}, {@code bulk}, {@code get}
   * @param tries 1 when the first one did it
   * @param took with all tries and pauses
   * @param problem null when it was done
   */
  record Call(String operation, int tries, Duration took, @Nullable HeraldException problem) {}
}
