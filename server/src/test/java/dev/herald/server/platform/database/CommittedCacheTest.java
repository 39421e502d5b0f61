package dev.herald.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class CommittedCacheTest {
  private final AtomicLong nanos = new AtomicLong();
  private final CommittedCache<String, Integer> cache = new CommittedCache<>(10, nanos::get);
  private final AtomicInteger database = new AtomicInteger();

  @AfterEach
  void endTransaction() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.clear();
    }
  }

  @Test
  void readsTheDatabaseOnce() {
    assertThat(read()).isZero();
    database.set(1);
    assertThat(read()).isZero();
    cache.evict("a");
    assertThat(read()).isOne();
  }

  @Test
  void anOldEntryIsReadAgainWhileReadersGoOnWithIt() {
    read();
    database.set(1);
    nanos.addAndGet(CommittedCache.FRESH.toNanos() + 1);

    assertThat(read()).isZero();
    await().untilAsserted(() -> assertThat(read()).isOne());
  }

  @Test
  void anEntryThatCanNotBeReadAgainLapsesAfterTwoSeconds() {
    read();
    nanos.addAndGet(CommittedCache.FRESH.toNanos() + 1);
    database.set(1);
    assertThat(cache.get("a", CommittedCacheTest::unreachable)).isZero();
    nanos.addAndGet(CommittedCache.LIFE.toNanos());

    assertThatThrownBy(() -> cache.get("a", CommittedCacheTest::unreachable))
        .isInstanceOf(IllegalStateException.class);
    assertThat(read()).isOne();
  }

  @Test
  void duringAnOutageWhoToleratesItGoesOnWithWhatItKnewAndNobodyElse() {
    AtomicBoolean away = new AtomicBoolean();
    assertThat(tolerated(away, () -> read())).isZero();
    nanos.addAndGet(2 * CommittedCache.LIFE.toNanos());
    away.set(true);

    assertThat(tolerated(away, () -> cache.get("a", CommittedCacheTest::unreachable))).isZero();
    assertThatThrownBy(() -> cache.get("a", CommittedCacheTest::unreachable))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> tolerated(away, () -> cache.get("unknown", CommittedCacheTest::unreachable)))
        .as("nobody says that it is not there")
        .isInstanceOf(IllegalStateException.class);
    assertThat(cache.lastKnown(Set.of("a", "unknown"))).containsOnlyKeys("a");

    away.set(false);
    database.set(1);
    assertThat(tolerated(away, () -> read())).isOne();
    cache.evict("a");
    assertThat(cache.lastKnown(Set.of("a"))).isEmpty();
  }

  private static Integer tolerated(AtomicBoolean away, Supplier<Integer> work) {
    return Outage.<Integer, RuntimeException>tolerated(away::get, work::get);
  }

  @Test
  void whatIsReadAgainNeverOverwritesAnEviction() throws Exception {
    read();
    nanos.addAndGet(CommittedCache.FRESH.toNanos() + 1);
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Integer> old = new CompletableFuture<>();
    cache.get(
        "a",
        _ -> {
          reading.countDown();
          return old.join();
        });
    reading.await();

    database.set(1);
    cache.evict("a");
    assertThat(read()).isOne();
    old.complete(0);

    await().during(Duration.ofMillis(50)).untilAsserted(() -> assertThat(read()).isOne());
  }

  @Test
  void whatIsReadForTheFirstTimeNeverOverwritesAnEviction() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Integer> old = new CompletableFuture<>();
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() ->
            cache.get(
                "a",
                _ -> {
                  reading.countDown();
                  return old.join();
                }));
    reading.await();

    database.set(1);
    cache.evict("a");
    assertThat(read()).isOne();
    old.complete(0);

    assertThat(first.join()).isZero();
    assertThat(read()).isOne();
  }

  @Test
  void whatOneUseCanNotReadHoldsUpNoOther() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Integer> stuck = new CompletableFuture<>();
    CompletableFuture<Integer> people =
        CompletableFuture.supplyAsync(() ->
            ConnectionUse.PEOPLE.call(() ->
                cache.get(
                    "a",
                    _ -> {
                      reading.countDown();
                      return stuck.join();
                    })));
    reading.await();
    database.set(1);

    assertThat(ConnectionUse.INTAKE.call(this::read)).isOne();
    stuck.complete(1);
    assertThat(people.join()).isOne();
  }

  private static Integer unreachable(String key) {
    throw new IllegalStateException("no database for " + key);
  }

  @Test
  void aWritingTransactionSeesItsOwnWritesAndCachesNone() {
    read();
    begin();
    database.set(1);
    cache.evict("a");

    assertThat(read()).isOne();
    assertThat(readAll()).isEqualTo(Map.of("a", 1));

    database.set(0);
    rollBack();
    assertThat(read()).isZero();
  }

  @Test
  void whatATransactionChangedIsForgottenAtItsCommitAndNotBefore() {
    read();
    begin();
    database.set(1);
    cache.evictAll();
    commit();

    assertThat(read()).isOne();
  }

  @Test
  void aReadOnlyTransactionUsesTheCache() {
    read();
    begin();
    TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
    database.set(1);

    assertThat(read()).isZero();
  }

  private int read() {
    return cache.get("a", _ -> database.get());
  }

  private Map<String, Integer> readAll() {
    return cache.getAll(
        Set.of("a"), keys -> keys.stream().collect(Collectors.toMap(k -> k, _ -> database.get())));
  }

  private static void begin() {
    TransactionSynchronizationManager.initSynchronization();
    TransactionSynchronizationManager.setActualTransactionActive(true);
  }

  private static void rollBack() {
    TransactionSynchronizationManager.clear();
  }

  private static void commit() {
    var synchronizations = TransactionSynchronizationManager.getSynchronizations();
    TransactionSynchronizationManager.clear();
    synchronizations.forEach(TransactionSynchronization::afterCommit);
  }
}
