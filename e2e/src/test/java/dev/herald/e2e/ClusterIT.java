package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Rule;
import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import dev.herald.server.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two processes that do everything and one that only takes in; others join and leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final int CAP = 100;
  private static final String CAPS = "[\"%d per second\"]".formatted(CAP);

  private Cluster cluster;
  private HeraldProcess first;
  private HeraldProcess second;
  private HeraldProcess door;

  @BeforeAll
  void start() {
    cluster = Cluster.running();
    first = cluster.first();
    second = cluster.second();
    door = cluster.join("--herald.roles=api");
    cluster.configure(first, CAPS);
  }

  @AfterAll
  void end() {
    door.close();
  }

  @BeforeEach
  void forget() {
    cluster.sandbox.rules().clear();
    cluster.sandbox.outbox().clear();
  }

  @Test
  @Order(1)
  void what_a_process_without_handlers_saves_is_sent_by_the_others() {
    cluster.submit(door, 0, 20);

    cluster.awaitReceived(20);
  }

  @Test
  @Order(1)
  void a_process_says_what_it_does_not_serve_and_the_database_what_each_does() {
    Api.Answer answer = cluster.administrator(door).get("/v1/tenants");

    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.text()).contains("admin").contains("api");
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    cluster
                        .jdbc
                        .sql("select roles from process where ended_at is null")
                        .query()
                        .singleColumn())
                .containsExactlyInAnyOrder(
                    "api,handler,cron,admin", "api,handler,cron,admin", "api"));
  }

  @Test
  @Order(1)
  void a_change_made_at_one_process_reaches_another() {
    assertThat(
            cluster
                .application(second)
                .post("/v1/messages", Cluster.submission("later", 1))
                .status())
        .isEqualTo(422);

    cluster.node(first, "later");

    await()
        .atMost(Cluster.PATIENCE)
        .until(() ->
            cluster
                    .application(second)
                    .post("/v1/messages", Cluster.submission("later", 1))
                    .status()
                == 202);
    cluster.awaitReceived(1);
  }

  @Test
  @Order(2)
  void three_processes_together_keep_a_cap_also_when_one_is_killed() {
    HeraldProcess third = cluster.join();
    for (int i = 0; i < 8; i++) {
      cluster.submit(List.of(first, second, third).get(i % 3), 1_000 + i * 250, 250);
    }
    await().atMost(Cluster.PATIENCE).until(() -> cluster.received().size() > 750);
    third.kill();

    cluster.awaitReceived(2_000);

    List<Instant> times = cluster.received().stream().map(OutboxMessage::at).sorted().toList();
    for (int i = 0; i + CAP < times.size(); i++) {
      assertThat(Duration.between(times.get(i), times.get(i + CAP)))
          .as("%d calls from %s", CAP + 1, times.get(i))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  @Order(3)
  void a_process_that_is_asked_to_end_gives_back_what_it_has_not_begun_and_nothing_is_sent_twice() {
    HeraldProcess leaving = cluster.join("--herald.drain=1m");
    cluster.sandbox.rules().add(Rule.that(new Effect.Delay(Duration.ofMillis(300))));
    UUID firstId = Ids.first(Instant.now());
    cluster.submit(leaving, 10_000, 1_000);
    await().atMost(Cluster.PATIENCE).until(() -> cluster.received().size() > 50);
    int adopted = adoptions();

    leaving.stop(Cluster.PATIENCE);
    cluster.sandbox.rules().clear();
    cluster.awaitReceived(1_000);

    Map<String, Long> times =
        cluster.received().stream()
            .collect(
                Collectors.groupingBy(
                    received -> String.valueOf(received.envelope().messageId()),
                    Collectors.counting()));
    assertThat(times).hasSize(1_000).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    assertThat(adoptions()).isEqualTo(adopted);
    assertThat(retriesSince(firstId)).isEmpty();
  }

  /** Both that could work on it are killed, so that whichever did is gone. */
  @Test
  @Order(4)
  void a_campaign_goes_on_where_it_was_when_the_process_that_worked_on_it_is_killed() {
    int rows = 2_000;
    cluster.source(first, "[]", false);
    cluster.node(first, "leaflet", "bulk");
    String campaign = campaign(cluster.administrator(first), rows);
    await().atMost(Cluster.PATIENCE).until(() -> submitted(campaign) > rows / 4);
    first.kill();
    second.kill();
    assertThat(submitted(campaign)).isLessThan(rows);

    HeraldProcess heir = cluster.join("--herald.jobs.heartbeat=1s");
    Api admin = cluster.administrator(heir);
    await()
        .atMost(Cluster.PATIENCE)
        .until(() ->
            admin.get("/v1/campaigns/" + campaign).json().path("state").asString().equals("DONE"));
    cluster.awaitReceived(rows);

    assertThat(admin.get("/v1/campaigns/" + campaign).json().path("sent").asInt()).isEqualTo(rows);
    assertThat(submitted(campaign)).isEqualTo(rows);
    assertThat(
            cluster.received().stream()
                .map(received -> String.valueOf(received.envelope().messageId()))
                .distinct())
        .hasSize(rows);
    heir.close();
  }

  private int submitted(String campaign) {
    return cluster
        .jdbc
        .sql("select count(*) from message where requested_by like ?")
        .param("%campaign " + campaign)
        .query(Integer.class)
        .single();
  }

  /** Looked at and started. */
  private static String campaign(Api admin, int rows) {
    String file =
        IntStream.range(0, rows)
            .mapToObj("https://acme.example/leaflet/%1$d,%1$d%n"::formatted)
            .collect(Collectors.joining("", "url,n\n", ""));
    String upload =
        admin
            .send("POST", "/v1/uploads?name=people.csv", file, "text/csv")
            .json()
            .path("id")
            .asString();
    String order =
        "{'name':'Leaflet','application':'esop','node':'leaflet','tenant':'acme','upload':'%s','mapping':{'url':'webhook','n':'data.n'},'perSecond':400}"
            .formatted(upload)
            .replace('\'', '"');
    Api.Answer made = admin.post("/v1/campaigns", order);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String path = "/v1/campaigns/" + made.json().path("id").asString();
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> admin.get(path).json().path("state").asString().equals("READY"));
    assertThat(admin.post(path + "/start", "").status()).isEqualTo(200);
    return made.json().path("id").asString();
  }

  private List<String> retriesSince(UUID first) {
    return cluster
        .jdbc
        .sql(
            """
            select e.message_id || ' ' || e.sequence || ' ' || e.kind || ' ' || e.reason_code
            from event e
            where e.message_id in
                (select message_id from event where message_id >= ? and attempt > 1)
            order by e.message_id, e.sequence
            """)
        .param(first)
        .query(String.class)
        .list();
  }

  private int adoptions() {
    return cluster
        .jdbc
        .sql("select count(*) from event where kind = 'ADOPTED'")
        .query(Integer.class)
        .single();
  }
}
