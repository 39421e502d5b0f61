package dev.herald.server.feed;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes messages, and waits for the first of them. */
@Component
class FeedPull {
  private final FeedLeases leases;
  private final FeedReading reading;
  private final FeedWatch watch;

  FeedPull(FeedLeases leases, FeedReading reading, FeedWatch watch) {
    this.leases = leases;
    this.reading = reading;
    this.watch = watch;
  }

  /**
   * @param wait for how long at most where nothing is due
   * @return none when nothing came, or this process is leaving
   */
  List<FeedMessage> take(FeedLeases.Wish wish, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    List<FeedMessage> taken = reading.read(leases.take(wish));
    while (taken.isEmpty() && isWoken(wish.key(), end)) {
      taken = reading.read(leases.take(wish));
      watch.answered(wish.key(), !taken.isEmpty());
    }
    return taken;
  }

  private boolean isWoken(FeedKey key, long end) {
    long left = end - System.nanoTime();
    try {
      return left > 0 && watch.await(key, Duration.ofNanos(left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
