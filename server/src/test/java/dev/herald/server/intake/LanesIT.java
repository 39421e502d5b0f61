package dev.herald.server.intake;

import static dev.herald.server.intake.Hooks.hooked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.lanes.normal.capacity=200",
      "herald.lanes.otc.capacity=50"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanesIT {
  private static final Duration SOON = Patience.SOON;
  private static final long SLOW_WRITES = 4_711;
  private static final Duration A_WHILE = Duration.ofMillis(300);
  private static final Duration PILING_UP = Duration.ofSeconds(2);
  private static final int CALLERS = 4;

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource connections;
  private Company company;
  private Hooks hooks;

  @BeforeAll
  void thereAreTenants() {
    company = new Company(environment);
    company.put("/v1/tenants/hengtong", "{name: Hengtong, locale: zh-CN, zone: Asia/Shanghai}");
    hooks = new Hooks(company);
    hooks.source("[]");
  }

  @BeforeEach
  void theProvidersBehaveAndNothingIsLeftToDo() {
    sandbox.rules().clear();
    await()
        .atMost(SOON)
        .until(() -> jdbc.sql("select count(*) from task").query(Integer.class).single() == 0);
  }

  @Test
  void messages_with_large_variables_take_more_of_a_lanes_room() {
    sandbox.rules().add(Rule.that(new Effect.Delay(Duration.ofSeconds(3))).provider("webhook"));
    String large =
        Company.json(
            "{node: hooked, tenant: acme, to: [{webhook: 'https://acme.example/1'}], data: {n: 1, text: '%s'}}"
                .formatted("x".repeat(60_000)));
    String lines = String.join("\n", Collections.nCopies(100, large));

    hooks.submitLines(lines);

    int inHand =
        jdbc.sql("select count(*) from task where owner is not null").query(Integer.class).single();
    assertThat(inHand).isLessThanOrEqualTo(60);
    sandbox.rules().clear();
    await()
        .atMost(SOON)
        .until(() -> jdbc.sql("select count(*) from task").query(Integer.class).single() == 0);
  }

  @Test
  void a_lane_that_configuration_adds_has_room_of_its_own() {
    hooks.node("esop", "traded", "otc");
    sandbox
        .rules()
        .add(
            Rule.that(new Effect.Delay(Duration.ofSeconds(3)))
                .provider("webhook")
                .destination("https://acme.example/*"));
    hooks.submitMany("acme", 4_000);

    String traded =
        company.submitted(
            "{node: traded, tenant: hengtong, to: [{webhook: 'https://otc.example/1'}], data: {n:"
                + " 1}}");
    await().atMost(SOON).until(() -> company.state(traded).equals("SENT"));

    assertThat(company.message(traded).path("lane").asString()).isEqualTo("otc");
    assertThat(
            jdbc.sql("select count(*) from task where lane = 'normal'")
                .query(Integer.class)
                .single())
        .isGreaterThan(500);
    jdbc.sql("delete from task where owner is null").update();
  }

  @Test
  void lanes_whose_writes_are_slow_leave_connections_for_others() throws Exception {
    hooks.node("esop", "coded", "critical");
    List<String> slow = List.of("normal", "bulk", "otc");
    slow.forEach(lane -> hooks.node("esop", "slow-" + lane, lane));
    AtomicBoolean over = new AtomicBoolean();
    // So each lane has calls under way at any moment, whose ends are written too.
    sandbox.rules().add(Rule.that(new Effect.Delay(A_WHILE)).provider("webhook"));
    slowWrites(slow);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      // Several of each, so that saves, sends and claims of each are under way at any moment.
      for (int n = 0; n < CALLERS; n++) {
        slow.forEach(lane -> callers.submit(() -> submitUntil(over, lane)));
      }
      try {
        aCodeIsSentWhileTheOthersWait(slow.size());
      } finally {
        over.set(true);
      }
    } finally {
      jdbc.sql("drop function slow_write cascade").update();
    }
  }

  private void aCodeIsSentWhileTheOthersWait(int others) throws SQLException {
    await().until(() -> sandbox.outbox().find(OutboxQuery.ALL).size() > 100);
    HikariPoolMXBean pool = connections.unwrap(HikariDataSource.class).getHikariPoolMXBean();
    try (Connection held = holdingSlowWrites()) {
      // Both saves of each lane wait, and whatever else it has under way joins them meanwhile.
      await().atMost(SOON).during(PILING_UP).until(() -> pool.getActiveConnections() >= 2 * others);

      String code = company.submitted(hooked("acme", 2).replace("node: hooked", "node: coded"));
      await().atMost(SOON).until(() -> company.state(code).equals("SENT"));

      assertThat(held.isValid(0)).as("the others still wait").isTrue();
    }
  }

  private void submitUntil(AtomicBoolean over, String lane) {
    String line = Company.json(hooked("acme", 1).replace("node: hooked", "node: slow-" + lane));
    while (!over.get()) {
      hooks.submitLines(String.join("\n", Collections.nCopies(500, line)));
    }
  }

  /** None of them ends before this connection does; it is none of the server's. */
  private Connection holdingSlowWrites() throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            environment.getRequiredProperty("spring.datasource.url"),
            environment.getRequiredProperty("spring.datasource.username"),
            environment.getRequiredProperty("spring.datasource.password"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(SLOW_WRITES));
    }
    return connection;
  }

  private void slowWrites(List<String> lanes) {
    jdbc.sql(
            """
            create function slow_write() returns trigger language plpgsql as $$
            begin
              if exists (select from written where lane in ('%s')) then
                perform pg_advisory_xact_lock_shared(%d);
              end if;
              return null;
            end $$
            """
                .formatted(String.join("', '", lanes), SLOW_WRITES))
        .update();
    jdbc.sql(
            """
            create trigger slow_insert after insert on task
            referencing new table as written for each statement execute function slow_write()
            """)
        .update();
    jdbc.sql(
            """
            create trigger slow_update after update on task
            referencing new table as written for each statement execute function slow_write()
            """)
        .update();
    jdbc.sql(
            """
            create trigger slow_delete after delete on task
            referencing old table as written for each statement execute function slow_write()
            """)
        .update();
  }

  @Test
  void one_message_of_a_tenant_does_not_wait_for_the_thousands_of_another() {
    sandbox.rules().add(Rule.that(new Effect.Delay(Duration.ofSeconds(3))).provider("webhook"));
    hooks.submitMany("acme", 4_000);
    sandbox.outbox().clear();

    String single = company.submitted(hooked("hengtong", 1));
    await().atMost(SOON).until(() -> company.state(single).equals("SENT"));

    assertThat(sandbox.outbox().find(OutboxQuery.ALL).size()).isLessThan(2_000);
    assertThat(jdbc.sql("select count(*) from task").query(Integer.class).single())
        .isGreaterThan(500);
    jdbc.sql("delete from task where owner is null").update();
  }
}
