package dev.herald.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.herald.client.Submission;
import dev.herald.spring.StandInHerald;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox of a business system, the same on each kind of database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutboxSuite {
  private final Database kind;
  private Database.Address database;
  private StandInHerald server;
  private Business business;

  OutboxSuite(Database kind) {
    this.kind = kind;
  }

  @BeforeAll
  void start() {
    database = kind.fresh();
    server = new StandInHerald();
    business = new Business(database, server.url());
  }

  @AfterAll
  void end() {
    if (business != null) {
      business.close();
      server.close();
    }
  }

  @BeforeEach
  @AfterEach
  void nothingIsLeft() {
    server.answersWith(200);
    server.letGo();
    business.outbox.parked(100).forEach(row -> business.outbox.discard(row.id()));
    awaitEmpty();
    business.jdbc.update("delete from vested");
  }

  private void awaitEmpty() {
    await().until(() -> business.rows() == 0);
  }

  @Test
  void what_is_committed_is_sent_under_the_rows_id() {
    UUID notice = business.vestAndCommit(1);

    awaitEmpty();
    assertThat(server.taken().get(notice.toString())).contains("grant.vested", "张三 🎉");
  }

  @Test
  void what_is_rolled_back_is_not_sent() {
    business.vestAndRollBack(2);
    UUID after = business.vestAndCommit(3);

    awaitEmpty();
    assertThat(server.taken()).containsKey(after.toString());
    assertThat(server.taken().values()).noneMatch(line -> line.contains("\"grant\":2,"));
  }

  @Test
  void many_of_one_transaction_and_those_outside_of_any_are_sent_too() {
    List<Submission> many =
        IntStream.range(10, 510).mapToObj(n -> Business.notice("grant.vested", n)).toList();
    List<UUID> ids = new ArrayList<>(business.herald.sendAll(many));
    ids.add(business.herald.send(Business.notice("grant.vested", 511)));

    awaitEmpty();
    assertThat(server.taken().keySet()).containsAll(ids.stream().map(UUID::toString).toList());
  }

  @Test
  void a_submissions_own_key_comes_before_the_rows() {
    Submission event =
        Submission.of("grant.vested", "hengtong").to("E1001").event("grant-8841").build();
    business.herald.send(event);
    business.herald.send(event);

    awaitEmpty();
    assertThat(server.taken()).containsKey(event.idempotencyKey().orElseThrow());
  }

  @Test
  void while_herald_is_away_rows_wait_and_go_afterwards() {
    server.answersWith(503);
    UUID notice = business.vestAndCommit(4);
    await().until(() -> "Unavailable 503".equals(business.outbox.figures().trouble()));
    assertThat(business.outbox.figures().waiting()).isEqualTo(1);

    server.answersWith(401);
    await().until(() -> "Unauthorized 401".equals(business.outbox.figures().trouble()));

    server.answersWith(200);
    awaitEmpty();
    assertThat(server.taken()).containsKey(notice.toString());
    await().until(() -> business.outbox.figures().trouble() == null);
    assertThat(business.outbox.figures().parked()).isZero();
  }

  @Test
  void a_row_that_herald_refuses_is_parked_with_the_reason_and_holds_up_no_other() {
    UUID refused = business.herald.send(Business.notice("refused", 5));
    UUID after = business.vestAndCommit(6);

    await().until(() -> business.outbox.figures().parked() == 1);
    await().until(() -> server.taken().containsKey(after.toString()));
    ParkedRow row = business.outbox.parked(10).getFirst();
    assertThat(row.id()).isEqualTo(refused);
    assertThat(row.reason()).contains("'secret@example.com' is wrong");
    assertThat(row.toString()).doesNotContain("secret", "E1001");
    assertThat(business.outbox.figures().parkedReason()).isEqualTo("Invalid (to[0].email)");
    assertThat(business.outbox.refused()).isPositive();

    server.mend();
    assertThat(business.outbox.release(refused)).isTrue();
    awaitEmpty();
    assertThat(server.taken()).containsKey(refused.toString());
    assertThat(business.outbox.discard(refused)).isFalse();
  }

  @Test
  void a_row_that_herald_fails_on_again_and_again_is_parked_in_the_end() {
    try (StandInHerald failing = new StandInHerald();
        Business other =
            new Business(
                kind.fresh(),
                failing.url(),
                "herald.client.outbox.attempts=3",
                "herald.client.outbox.poll=20ms")) {
      other.herald.send(Business.notice("broken", 7));

      await().until(() -> other.outbox.figures().parked() == 1);
      assertThat(failing.requests()).isEqualTo(3);
    }
  }

  @Test
  void a_row_that_can_not_be_read_is_parked() {
    business.jdbc.update(
        """
        insert into herald_outbox (id, submission, created_at, due_at, attempts)
        values (?, 'no json', 1, 1, 0)
        """,
        UUID.randomUUID().toString());

    await().until(() -> business.outbox.figures().parked() == 1);
    assertThat(business.outbox.figures().parkedReason()).isEqualTo("Unreadable");
  }

  @Test
  void a_slow_herald_holds_up_no_business_transaction_and_no_other_process() {
    server.holdAnswers();
    UUID first = business.vestAndCommit(20);
    await().until(() -> server.taken().containsKey(first.toString()));

    List<UUID> meanwhile = IntStream.range(21, 41).mapToObj(business::vestAndCommit).toList();

    try (StandInHerald quick = new StandInHerald();
        Business _ = beside(quick)) {
      await()
          .until(() ->
              quick.taken().keySet().containsAll(meanwhile.stream().map(UUID::toString).toList()));
      assertThat(quick.taken()).doesNotContainKey(first.toString());
      await().until(() -> business.rows() == 1);
    }
    server.letGo();
    awaitEmpty();
  }

  /** Another process on the same database. */
  private Business beside(StandInHerald other) {
    return new Business(database, other.url(), "herald.client.outbox.poll=20ms");
  }

  @Test
  void a_transaction_of_another_database_is_refused() {
    Database.Address elsewhere = Database.H2.fresh();
    TransactionTemplate other =
        new TransactionTemplate(
            new JdbcTransactionManager(
                new DriverManagerDataSource(
                    elsewhere.url(), elsewhere.user(), elsewhere.password())));

    assertThatThrownBy(() ->
            other.executeWithoutResult(
                running -> business.herald.send(Business.notice("grant.vested", 8))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@HeraldDataSource");
  }

  @Test
  void the_migration_that_is_shipped_makes_the_table_for_flyway_too() throws Exception {
    Database.Address fresh = kind.fresh();
    Flyway flyway =
        Flyway.configure()
            .dataSource(fresh.url(), fresh.user(), fresh.password())
            .locations("classpath:herald/outbox/" + kind.name().toLowerCase(java.util.Locale.ROOT))
            .load();
    flyway.migrate();

    try (var connection = fresh.connect();
        var none = connection.createStatement().executeQuery("select * from herald_outbox")) {
      assertThat(none.next()).isFalse();
      assertThat(none.getMetaData().getColumnCount()).isEqualTo(7);
    }
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }
}
