package dev.herald.server.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A cache of configuration that only ever holds committed data.
 *
 * <p>Entries live for a second, so that every process of a cluster sees a change within two. The
 * process that makes a change evicts it as soon as it is committed. Inside a writing transaction
 * reads go past the cache: they see what the transaction wrote, and a roll-back leaves no trace.
 */
public final class CommittedCache<K, V> {
  private static final Duration LIFE = Duration.ofSeconds(1);

  private final Cache<K, V> cache;

  public CommittedCache(int maximumSize) {
    cache = Caffeine.newBuilder().maximumSize(maximumSize).expireAfterWrite(LIFE).build();
  }

  /**
   * @param load reads the database; must not return null
   */
  public V get(K key, Function<? super K, ? extends V> load) {
    return writing() ? load.apply(key) : cache.get(key, load);
  }

  /**
   * @param load given the keys that are not cached; what it leaves out is absent from the answer
   */
  public Map<K, V> getAll(
      Collection<K> keys, Function<? super Set<? extends K>, ? extends Map<K, V>> load) {
    return writing() ? load.apply(Set.copyOf(keys)) : cache.getAll(keys, load);
  }

  /** Forgets the key once the current transaction is committed, or now when there is none. */
  public void evict(K key) {
    afterCommit(() -> cache.invalidate(key));
  }

  /** Forgets everything once the current transaction is committed, or now when there is none. */
  public void evictAll() {
    afterCommit(cache::invalidateAll);
  }

  private static boolean writing() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
  }

  private static void afterCommit(Runnable eviction) {
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
