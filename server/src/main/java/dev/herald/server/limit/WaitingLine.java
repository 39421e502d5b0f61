package dev.herald.server.limit;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a source or a destination, each tenant in its turn. Kept by the gate's lock.
 */
final class WaitingLine {
  private final TenantQueue<Waiter> waiting = new TenantQueue<>();

  /** Someone who waits; cancelled by whoever gave up. */
  static final class Waiter extends CompletableFuture<Admission> {
    private final Entry entry;
    private final long since;
    private boolean waitsForTarget;

    Waiter(Entry entry, long now) {
      this.entry = entry;
      this.since = now;
    }

    Entry entry() {
      return entry;
    }

    Target target() {
      return entry.target();
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
    waiting.add(waiter.entry.tenant(), waiter.entry.weight(), waiter);
  }

  /** Before all others: it was its turn already. */
  void rejoin(Waiter waiter) {
    waiting.addFirst(waiter.entry.tenant(), waiter.entry.weight(), waiter);
  }

  /**
   * @return false: it did not wait here
   */
  boolean leave(Waiter waiter) {
    return waiting.remove(waiter.entry.tenant(), waiter);
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
