package dev.herald.server.limit;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a source or a destination, each tenant in its turn. Kept by the limiter's
 * lock.
 */
final class CallQueue {
  private final FairQueue<Waiter> waiting = new FairQueue<>();

  /** Someone who waits; cancelled by whoever gave up. */
  static final class Waiter extends CompletableFuture<Admission> {
    private final CallRequest request;
    private final long since;
    private boolean waitsForTarget;

    Waiter(CallRequest request, long now) {
      this.request = request;
      this.since = now;
    }

    CallRequest entry() {
      return request;
    }

    Target target() {
      return request.target();
    }

    long waited(long now) {
      return now - since;
    }

    /** Whether it waits for its destination, and not for the source. */
    boolean waitsForTarget() {
      return waitsForTarget;
    }

    void waitsForTarget(boolean waits) {
      waitsForTarget = waits;
    }
  }

  /** How many go before the next one of a tenant. */
  int ahead(UUID tenant, int weight) {
    return waiting.ahead(tenant, weight);
  }

  void join(Waiter waiter) {
    waiting.add(waiter.request.tenant(), waiter.request.weight(), waiter);
  }

  /** Before all others: it was its turn already. */
  void rejoin(Waiter waiter) {
    waiting.addFirst(waiter.request.tenant(), waiter.request.weight(), waiter);
  }

  /**
   * @return false: it did not wait here
   */
  boolean leave(Waiter waiter) {
    return waiting.remove(waiter.request.tenant(), waiter);
  }

  boolean has(UUID tenant) {
    return waiting.has(tenant);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int length() {
    return waiting.size();
  }

  /**
   * @return null: whoever is left gave up
   */
  @Nullable Waiter next() {
    Waiter next = waiting.poll();
    while (next != null && next.isDone()) {
      next = waiting.poll();
    }
    return next;
  }

  void turnAllAway(Admission answer) {
    for (Waiter next = next(); next != null; next = next()) {
      next.complete(answer);
    }
  }
}
