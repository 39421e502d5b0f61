package dev.herald.server.limit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Blocks a message until its turn at a limiter has come, or until it is no use to wait on. */
final class TurnWait {
  private TurnWait() {}

  /** Whom those who wait are with. */
  interface Host {

    /** What has come, or that it is no use to wait on; null: the line moves. */
    @Nullable Admission decided(CallQueue.Waiter waiter, Duration patience);

    /** Whoever waited has left, or gives back what came. */
    void abandon(CallQueue.Waiter waiter);
  }

  static Admission await(Host host, CallQueue.Waiter waiter, Duration patience)
      throws InterruptedException {
    while (true) {
      try {
        return waiter.get(Math.min(patience.toNanos(), SourceState.SOON), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        Admission decided = host.decided(waiter, patience);
        if (decided != null) {
          return decided;
        }
      } catch (InterruptedException stopped) {
        host.abandon(waiter);
        throw stopped;
      } catch (ExecutionException bug) {
        throw new IllegalStateException(bug);
      }
    }
  }
}
