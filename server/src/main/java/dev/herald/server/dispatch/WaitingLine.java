package dev.herald.server.dispatch;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Those who wait at a source's gate, each tenant in its turn. Kept by the gate's lock. */
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
