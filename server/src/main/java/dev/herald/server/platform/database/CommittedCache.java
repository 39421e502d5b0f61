package dev.herald.server.platform.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A cache of configuration that only ever holds committed data.
 *
 * <p>An entry is read again in the background once it is {@link #FRESH} old, while readers go on
 * with the present one, and is never used beyond {@link #LIFE}: every process of a cluster sees a
 * change within two seconds, and no burst ever waits for the database to say that nothing changed.
 * The process that makes a change evicts it as soon as it is committed. Inside a writing
 * transaction reads go past the cache: they see what the transaction wrote, and a roll-back leaves
 * no trace.
 *
 * <p>Many that miss the same entry share one read, as far as they have the same {@link
 * ConnectionUse}: what one use lacks connections for holds up no other. Whoever holds a connection
 * already reads for itself, since the one who reads for all may be waiting for that connection.
 */
public final class CommittedCache<K, V> {
  static final Duration FRESH = Duration.ofMillis(800);
  static final Duration LIFE = Duration.ofMillis(1_800);
  private static final Logger log = LoggerFactory.getLogger(CommittedCache.class);

  private final Cache<K, Cached<V>> cache;

  /** Used by nobody but work that goes on during an {@link Outage}. */
  private final Cache<K, Cached<V>> lastKnown;

  private final ConcurrentMap<Reading<K>, CompletableFuture<Cached<V>>> readings =
      new ConcurrentHashMap<>();
  private final Ticker clock;

  public CommittedCache(int maximumSize) {
    this(maximumSize, Ticker.systemTicker());
  }

  CommittedCache(int maximumSize, Ticker clock) {
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(maximumSize)
            .expireAfterWrite(LIFE)
            .ticker(clock)
            .executor(Runnable::run)
            .build();
    this.lastKnown = Caffeine.newBuilder().maximumSize(maximumSize).executor(Runnable::run).build();
  }

  private record Reading<K>(K key, ConnectionUse use) {}

  /** A value with the time at which reading it began; equal to itself only. */
  private static final class Cached<V> {
    private final V value;
    private final long since;
    private final AtomicBoolean beingRead = new AtomicBoolean();

    private Cached(V value, long since) {
      this.value = value;
      this.since = since;
    }
  }

  /**
   * @param load reads the database; must not return null
   */
  public V get(K key, Function<? super K, ? extends V> load) {
    Cached<V> cached = present(key, load);
    if (cached == null) {
      return TransactionSynchronizationManager.isActualTransactionActive()
          ? load.apply(key)
          : shared(key, load).value;
    }
    if (clock.read() - cached.since > FRESH.toNanos()
        && !Outage.isNow()
        && cached.beingRead.compareAndSet(false, true)) {
      Thread.startVirtualThread(ConnectionUse.current().bound(() -> refresh(key, cached, load)));
    }
    return cached.value;
  }

  private @Nullable Cached<V> present(K key, Function<? super K, ? extends V> load) {
    Cached<V> cached = writing() ? null : cache.getIfPresent(key);
    if (!Outage.isTolerated() || TransactionSynchronizationManager.isActualTransactionActive()) {
      return cached;
    }
    return cached == null ? orLastKnown(key, load) : remembered(key, cached);
  }

  private Cached<V> orLastKnown(K key, Function<? super K, ? extends V> load) {
    Cached<V> known = lastKnown.getIfPresent(key);
    if (known != null && Outage.isNow()) {
      return known;
    }
    try {
      return remembered(key, shared(key, load));
    } catch (RuntimeException failed) {
      if (known == null || !DatabaseTrouble.passing(failed)) {
        throw failed;
      }
      return known;
    }
  }

  /** That there is none may have changed without anybody here hearing of it. */
  private Cached<V> remembered(K key, Cached<V> cached) {
    if (cached.value instanceof Optional<?> value && value.isEmpty()) {
      lastKnown.invalidate(key);
    } else if (lastKnown.getIfPresent(key) != cached) {
      lastKnown.put(key, cached);
    }
    return cached;
  }

  /** Of these, those that were read before an {@link Outage}. */
  public Map<K, V> lastKnown(Collection<K> keys) {
    Map<K, V> values = new HashMap<>();
    lastKnown.getAllPresent(keys).forEach((key, cached) -> values.put(key, cached.value));
    return values;
  }

  private Cached<V> shared(K key, Function<? super K, ? extends V> load) {
    Reading<K> reading = new Reading<>(key, ConnectionUse.current());
    CompletableFuture<Cached<V>> mine = new CompletableFuture<>();
    CompletableFuture<Cached<V>> running = readings.putIfAbsent(reading, mine);
    if (running != null) {
      return joined(running);
    }
    try {
      Cached<V> cached = read(key, load);
      keep(reading, mine, cached);
      mine.complete(cached);
      return cached;
    } catch (RuntimeException | Error failed) {
      mine.completeExceptionally(failed);
      throw failed;
    } finally {
      readings.remove(reading, mine);
    }
  }

  /** Unless it was evicted while it was read. */
  private void keep(Reading<K> reading, CompletableFuture<Cached<V>> mine, Cached<V> cached) {
    readings.computeIfPresent(
        reading,
        (_, current) -> {
          if (current == mine) {
            cache.put(reading.key, cached);
          }
          return current;
        });
  }

  private static <R> R joined(CompletableFuture<R> running) {
    try {
      return running.join();
    } catch (CompletionException failed) {
      throw switch (failed.getCause()) {
        case RuntimeException cause -> cause;
        case null, default -> failed;
      };
    }
  }

  private Cached<V> read(K key, Function<? super K, ? extends V> load) {
    long since = clock.read();
    return new Cached<>(load.apply(key), since);
  }

  /** Has no effect on what was evicted or read meanwhile. */
  private void refresh(K key, Cached<V> cached, Function<? super K, ? extends V> load) {
    try {
      cache.asMap().replace(key, cached, read(key, load));
    } catch (RuntimeException failed) {
      log.debug("An entry could not be read again and will lapse: {}", failed.toString());
    }
  }

  /**
   * @param load given the keys that are not cached; what it leaves out is absent from the answer
   */
  public Map<K, V> getAll(
      Collection<K> keys, Function<? super Set<? extends K>, ? extends Map<K, V>> load) {
    if (writing()) {
      return load.apply(Set.copyOf(keys));
    }
    long since = clock.read();
    Map<K, V> values = new HashMap<>();
    boolean remembers = Outage.isTolerated();
    cache
        .getAll(keys, missing -> cached(load.apply(Set.copyOf(missing)), since))
        .forEach((key, cached) -> {
          values.put(key, cached.value);
          if (remembers) {
            remembered(key, cached);
          }
        });
    return values;
  }

  private Map<K, Cached<V>> cached(Map<K, V> values, long since) {
    Map<K, Cached<V>> cached = new HashMap<>();
    values.forEach((key, value) -> cached.put(key, new Cached<>(value, since)));
    return cached;
  }

  /** Forgets the key once the current transaction is committed, or now when there is none. */
  public void evict(K key) {
    afterCommit(() -> {
      for (ConnectionUse use : ConnectionUse.values()) {
        readings.remove(new Reading<>(key, use));
      }
      cache.invalidate(key);
      lastKnown.invalidate(key);
    });
  }

  /** Forgets everything once the current transaction is committed, or now when there is none. */
  public void evictAll() {
    afterCommit(() -> {
      readings.clear();
      cache.invalidateAll();
      lastKnown.invalidateAll();
    });
  }

  private static boolean writing() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
  }

  /** Once the current transaction is committed, or now when there is none. */
  public static void afterCommit(Runnable eviction) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      eviction.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            eviction.run();
          }
        });
  }
}
