package dev.herald.server.limit.cap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The ledger by the same rules, on a clock of its own. */
public final class LedgerInMemory implements CapLedger {
  private static final long HUNGRY = Duration.ofSeconds(2).toNanos();

  private final LongSupplier clock;
  private final Map<UUID, Integer> held = new HashMap<>();
  private final Map<UUID, Long> hungry = new HashMap<>();
  private final Map<UUID, Long> ended = new HashMap<>();
  private final List<Rest> resting = new ArrayList<>();

  private record Rest(int permits, long until) {}

  LedgerInMemory(LongSupplier clock) {
    this.clock = clock;
  }

  /** For tests of what uses caps: one process, nobody else. */
  public static SharedCaps alone() {
    return new SharedCaps(new LedgerInMemory(System::nanoTime), Duration.ofSeconds(10));
  }

  void end(UUID holder) {
    ended.putIfAbsent(holder, clock.getAsLong());
  }

  @Override
  public synchronized Loan exchange(Statement said) {
    long now = clock.getAsLong();
    if (ended.containsKey(said.holder())) {
      return Loan.NOTHING;
    }
    if (said.used() > 0) {
      resting.add(new Rest(said.used(), now + said.rest().toNanos()));
    }
    resting.removeIf(rest -> rest.until <= now);
    long window = Permits.rest(said.name().cap()).toNanos();
    held.keySet().removeIf(h -> ended.containsKey(h) && ended.get(h) + window <= now);
    Pool pool = pool(said, now);
    int lent = CapLedger.lent(said, pool);
    held.put(said.holder(), said.keeps() + lent);
    if (lent < said.wanted()) {
      hungry.put(said.holder(), now);
    } else {
      hungry.remove(said.holder());
    }
    return new Loan(lent, pool.hungry(), pool.others(), pool.resting());
  }

  private Pool pool(Statement said, long now) {
    long lent =
        held.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(said.holder()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long rest = resting.stream().mapToLong(Rest::permits).sum();
    Set<UUID> others =
        held.keySet().stream()
            .filter(h -> !h.equals(said.holder()))
            .filter(h -> held.getOrDefault(h, 0) > 0 || isHungry(h, now))
            .collect(Collectors.toSet());
    long next = resting.stream().mapToLong(Rest::until).min().orElse(now) - now;
    long last = resting.stream().mapToLong(Rest::until).max().orElse(now) - now;
    return new Pool(
        said.name().cap().permits() - lent - rest,
        (int) others.stream().filter(h -> isHungry(h, now)).count(),
        others.size(),
        Resting.of(
            (int) rest, Duration.ofNanos(next).toMillis(), Duration.ofNanos(last).toMillis()));
  }

  private boolean isHungry(UUID holder, long now) {
    Long since = hungry.get(holder);
    return since != null && now - since < HUNGRY;
  }

  @Override
  public synchronized Set<UUID> hungry(List<UUID> keys) {
    long now = clock.getAsLong();
    return hungry.values().stream().anyMatch(since -> now - since < HUNGRY)
        ? Set.copyOf(keys)
        : Set.of();
  }
}
