package dev.herald.server.limit.cap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.RateCap;
import dev.herald.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CapTablesIT {
  private static final RateCap PER_SECOND = RateCap.parse("100 per second");
  private static final RateCap PER_DAY = RateCap.parse("100 per day");

  private final javax.sql.DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final CapTables tables = new CapTables(jdbc);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(database));
  private final UUID key = UUID.randomUUID();
  private final UUID one = process();
  private final UUID other = process();

  private UUID process() {
    UUID incarnation = UUID.randomUUID();
    jdbc.sql("insert into process (incarnation, home, pid) values (?, ?, 1)")
        .params(incarnation, incarnation.toString())
        .update();
    return incarnation;
  }

  /**
   * @param ago negative for one that has no time to rest, however long the test takes
   */
  private void end(UUID process, String ago) {
    jdbc.sql("update process set ended_at = now() - cast(? as interval) where incarnation = ?")
        .params(ago, process)
        .update();
  }

  private CapLedger.Loan say(RateCap cap, UUID holder, int keeps, int used, int wanted) {
    CapLedger.Statement said =
        new CapLedger.Statement(
            new CapLedger.Name(key, cap), holder, keeps, used, Permits.rest(cap), wanted);
    return transaction.execute(_ -> tables.exchange(said));
  }

  @Test
  void one_process_alone_is_lent_the_whole_cap() {
    assertThat(say(PER_SECOND, one, 0, 0, 100).permits()).isEqualTo(100);
  }

  @Test
  void what_one_holds_is_not_lent_to_another_until_it_says_so() {
    say(PER_SECOND, one, 0, 0, 100);

    assertThat(say(PER_SECOND, other, 0, 0, 100).permits()).isZero();
    assertThat(say(PER_SECOND, one, 100, 0, 0).hungry()).isEqualTo(1);
    say(PER_SECOND, one, 50, 0, 0);

    assertThat(say(PER_SECOND, other, 0, 0, 100).permits()).isEqualTo(50);
  }

  @Test
  void a_statement_that_is_repeated_after_a_lost_answer_lends_nothing_twice() {
    say(PER_SECOND, one, 0, 0, 60);
    say(PER_SECOND, one, 0, 0, 60);

    assertThat(say(PER_SECOND, other, 0, 0, 100).permits()).isEqualTo(40);
  }

  @Test
  void what_a_dead_process_held_is_lent_again_only_when_it_has_rested() {
    say(PER_SECOND, one, 0, 0, 100);
    end(one, "-1 minute");
    assertThat(say(PER_SECOND, other, 0, 0, 100).permits()).isZero();

    end(one, "1100 milliseconds");

    assertThat(say(PER_SECOND, other, 0, 0, 100).permits()).isEqualTo(100);
  }

  @Test
  void a_process_that_others_took_for_dead_is_lent_nothing() {
    end(one, "0 seconds");

    assertThat(say(PER_SECOND, one, 0, 0, 100).permits()).isZero();
  }

  @Test
  void what_was_used_of_a_long_window_outlives_the_process_that_used_it() {
    say(PER_DAY, one, 0, 0, 10);
    say(PER_DAY, one, 2, 8, 0);
    end(one, "2 days");

    assertThat(say(PER_DAY, other, 0, 0, 100).permits()).isEqualTo(92);
  }

  @Test
  void many_who_ask_at_once_are_never_lent_more_than_the_cap_together() {
    List<UUID> processes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      processes.add(process());
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<CompletableFuture<CapLedger.Loan>> loans =
          processes.stream()
              .map(p -> CompletableFuture.supplyAsync(() -> say(PER_SECOND, p, 0, 0, 30), threads))
              .toList();

      assertThat(loans.stream().mapToInt(loan -> loan.join().permits()).sum()).isEqualTo(100);
    }
  }

  @Test
  void a_small_part_is_left_to_those_who_come_later() {
    SharedCaps caps = new SharedCaps(tables, Duration.ofSeconds(1));
    SharedCap day = caps.open(key, PER_DAY, one, () -> {});
    try {
      day.earliest(System.nanoTime());
      caps.askNow(day);

      assertThat(say(PER_DAY, other, 0, 0, 100).permits()).isEqualTo(90);
    } finally {
      caps.destroy();
    }
  }
}
