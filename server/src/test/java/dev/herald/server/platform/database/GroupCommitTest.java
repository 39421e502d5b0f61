package dev.herald.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.herald.server.platform.problem.RequestProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final GroupCommit.Settings SETTINGS =
      new GroupCommit.Settings(1, 100, 1_000, Duration.ofSeconds(5));

  private static GroupCommit<Integer, Integer> commit(GroupCommit.Writer<Integer, Integer> writer) {
    return new GroupCommit<>("test", SETTINGS, item -> 1, writer);
  }

  @Test
  void what_arrives_during_a_commit_makes_the_next_one() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    try (var commit =
        commit(batch -> {
          batches.add(batch);
          writing.countDown();
          awaitGate(gate);
          return batch;
        })) {
      List<CompletableFuture<Integer>> results = new ArrayList<>();
      results.add(commit.submit(0));
      writing.await();
      for (int i = 1; i < 50; i++) {
        results.add(commit.submit(i));
      }
      gate.countDown();

      for (int i = 0; i < 50; i++) {
        assertThat(results.get(i).join()).isEqualTo(i);
      }
    }
    assertThat(batches).hasSize(2);
    assertThat(batches.get(1)).hasSize(49).isSorted();
  }

  private static void awaitGate(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_batch_that_follows_company_waits_for_more() throws Exception {
    GroupCommit.Settings gathering =
        new GroupCommit.Settings(1, 100, 1_000, Duration.ofSeconds(5), Duration.ofHours(1));
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    AtomicReference<Thread> writer = new AtomicReference<>();
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    try (GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(
            "test",
            gathering,
            item -> 1,
            batch -> {
              writer.set(Thread.currentThread());
              batches.add(batch);
              writing.countDown();
              awaitGate(gate);
              return batch;
            })) {
      var alone = commit.submit(0);
      writing.await();
      var company = List.of(commit.submit(1), commit.submit(2));
      gate.countDown();
      alone.join();
      company.forEach(CompletableFuture::join);

      var gathered = commit.submit(3);
      var joined = commit.submit(4);
      await().during(Duration.ofMillis(100)).until(() -> !gathered.isDone() && !joined.isDone());
      await().until(() -> isOver(gathered, writer));

      assertThat(joined.join()).isEqualTo(4);
    }
    assertThat(batches).containsExactly(List.of(0), List.of(1, 2), List.of(3, 4));
  }

  /** Ends the hour for which the writer waits. */
  private static boolean isOver(CompletableFuture<Integer> result, AtomicReference<Thread> writer) {
    LockSupport.unpark(writer.get());
    return result.isDone();
  }

  @Test
  void a_second_writer_helps_only_while_much_waits() throws Exception {
    GroupCommit.Settings two = new GroupCommit.Settings(2, 10, 1_000, Duration.ofSeconds(5));
    CountDownLatch gate = new CountDownLatch(1);
    List<String> writers = new CopyOnWriteArrayList<>();
    try (GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(
            "test",
            two,
            item -> 1,
            batch -> {
              writers.add(Thread.currentThread().getName());
              awaitGate(gate);
              return batch;
            })) {
      List<CompletableFuture<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        results.add(commit.submit(i));
      }
      await().during(Duration.ofMillis(300)).until(() -> writers.equals(List.of("test-0")));
      for (int i = 100; i < 400; i++) {
        results.add(commit.submit(i));
      }
      await().until(() -> writers.contains("test-1"));
      gate.countDown();

      results.forEach(CompletableFuture::join);
    }
  }

  @Test
  void nobody_is_answered_before_the_commit() {
    CountDownLatch gate = new CountDownLatch(1);
    try (var commit =
        commit(batch -> {
          awaitGate(gate);
          return batch;
        })) {
      CompletableFuture<Integer> result = commit.submit(1);
      await().during(Duration.ofMillis(100)).until(() -> !result.isDone());
      gate.countDown();
      assertThat(result.join()).isEqualTo(1);
    }
  }

  @Test
  void a_bad_item_fails_alone() {
    try (var commit =
        commit(batch -> {
          if (batch.contains(13)) {
            throw new IllegalStateException("13");
          }
          return batch;
        })) {
      List<CompletableFuture<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(commit.submit(i));
      }

      for (int i = 0; i < 20; i++) {
        if (i == 13) {
          assertThatThrownBy(results.get(i)::join).hasRootCauseMessage("13");
        } else {
          assertThat(results.get(i).join()).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void a_lost_connection_is_waited_out() {
    AtomicInteger tries = new AtomicInteger();
    try (var commit =
        commit(batch -> {
          if (tries.incrementAndGet() < 3) {
            throw new IllegalStateException(new SQLException("gone", "08006"));
          }
          return batch;
        })) {
      assertThat(commit.write(7)).isEqualTo(7);
    }
    assertThat(tries).hasValue(3);
  }

  @Test
  void a_database_that_stays_away_is_answered_with_come_again() {
    GroupCommit.Settings impatient = new GroupCommit.Settings(1, 100, 1_000, Duration.ZERO);
    try (GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(
            "test",
            impatient,
            item -> 1,
            batch -> {
              throw new IllegalStateException(new SQLException("gone", "08006"));
            })) {
      assertThatThrownBy(() -> commit.write(7)).isInstanceOf(RequestProblem.Unavailable.class);
    }
  }
}
