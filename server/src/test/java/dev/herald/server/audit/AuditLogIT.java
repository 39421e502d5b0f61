package dev.herald.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@HeraldTest
class AuditLogIT {
  private static final String TENANT =
      "{\"name\": \"%s\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired AuditLog log;
  @Autowired PlatformTransactionManager transactions;

  private Api administrator;

  @BeforeEach
  void connect() {
    administrator = Api.administrator(environment);
  }

  private JsonNode latest(String filter) {
    return administrator.get("/v1/audit?limit=1&" + filter).json().path("items").path(0);
  }

  private JsonNode verification(String anchor) {
    return administrator.get("/v1/audit/verification" + anchor).json();
  }

  @Test
  void aChangeIsRecordedWithWhoFromWhereBeforeAndAfter() {
    Browser editor = Browser.ofUser(administrator, "han", "\"role\": \"editor\"");
    editor.put("/v1/tenants/acme", TENANT.formatted("Acme"));

    editor.put("/v1/tenants/acme", TENANT.formatted("Acme Holding"));

    JsonNode entry = latest("subject=tenant:acme");
    assertThat(entry.path("action").asString()).isEqualTo("tenant.updated");
    assertThat(entry.path("actor").asString()).isEqualTo("user");
    assertThat(entry.path("name").asString()).isEqualTo("han");
    assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
    assertThat(entry.at("/detail/fields/0").toString())
        .isEqualTo("{\"path\":\"name\",\"before\":\"Acme\",\"after\":\"Acme Holding\"}");
  }

  @Test
  void whatChangesNothingAndWhatIsTakenBackLeavesNoEntry() {
    administrator.put("/v1/tenants/same", TENANT.formatted("Same"));
    long before = verification("").path("entries").asLong();

    administrator.put("/v1/tenants/same", TENANT.formatted("Same"));
    administrator.post(
        "/v1/configuration?dryRun=true",
        "{\"tenants\": {\"dry\": %s}}".formatted(TENANT.formatted("Dry")));
    assertThatThrownBy(() ->
            new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> {
                  log.record(Act.of("nothing.done", "test", "1"));
                  throw new IllegalStateException("taken back");
                }))
        .hasMessage("taken back");

    assertThat(verification("").path("entries").asLong()).isEqualTo(before);
  }

  @Test
  void neitherSecretsNorAddressesOfPeopleAreInTheLog() {
    administrator.put("/v1/tenants/quiet", TENANT.formatted("Quiet"));
    administrator.put(
        "/v1/sources/quiet-mail",
        """
        {"connector": "smtp", "settings":
          {"host": "mail.example.com", "port": "25", "from": "a@example.com",
           "username": "u", "password": "s3cret-of-smtp"}}
        """);
    administrator.put(
        "/v1/tenants/quiet/recipients/E1",
        "{\"name\": \"Lei Li\", \"addresses\": {\"email\": \"lei.li@example.com\"}}");
    Browser.at(environment).signIn("typed-password-as-name", "x");

    List<String> all =
        database.sql("select audit_entry::text from audit_entry").query(String.class).list();

    assertThat(latest("subject=recipient:quiet/E1").path("action").asString())
        .isEqualTo("recipient.created");
    assertThat(all)
        .noneMatch(row -> row.contains("s3cret-of-smtp"))
        .noneMatch(row -> row.contains("lei.li@example.com"))
        .noneMatch(row -> row.contains("typed-password-as-name"))
        .anyMatch(row -> row.contains("session.refused"));
  }

  @Test
  void manyAtOnceMakeOneChainWithoutAGap() throws Exception {
    int writers = 16;
    int each = 25;
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, writers)
          .forEach(writer ->
              threads.submit(() -> {
                start.await();
                for (int i = 0; i < each; i++) {
                  log.record(Act.of("test.done", "writer", writer + "/" + i));
                }
                return true;
              }));
      start.countDown();
    }

    List<Long> positions =
        database.sql("select position from audit_entry order by position").query(Long.class).list();
    assertThat(positions)
        .hasSizeGreaterThanOrEqualTo(writers * each)
        .isEqualTo(LongStream.rangeClosed(1, positions.size()).boxed().toList());
    assertThat(verification("").path("intact").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set name = 'x'",
        "delete from audit_entry",
        "truncate audit_entry"
      })
  void theDatabaseItselfRefusesToChangeIt(String statement) {
    log.record(Act.of("test.done", "statement", "1"));

    assertThatThrownBy(() -> database.sql(statement).update())
        .hasStackTraceContaining("never changed or deleted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set name = 'somebody else' where position = :p",
        "update audit_entry set at = at + interval '1 second' where position = :p",
        "update audit_entry set actor_id = null where position = :p",
        "update audit_entry set subject = subject || action, action = '' where position = :p",
        "update audit_entry set detail = '{}' where position = :p",
        "delete from audit_entry where position = :p"
      })
  void whoGetsRoundThatIsFoundOutByTheFirstBrokenEntry(String statement) {
    Browser actor =
        Browser.ofUser(administrator, "u" + statement.hashCode(), "\"role\": \"editor\"");
    actor.put("/v1/tenants/tampered", TENANT.formatted("Number " + statement.hashCode()));
    long position = latest("subject=tenant:tampered").path("position").asLong();
    log.record(Act.of("test.done", "later", "1"));
    database.sql("create table kept as select * from audit_entry").update();
    try {
      disarmed(statement.replace(":p", Long.toString(position)));

      JsonNode found = verification("");

      assertThat(found.path("intact").asBoolean()).isFalse();
      assertThat(found.path("position").asLong()).isEqualTo(position);
    } finally {
      disarmed(
          "delete from audit_entry; insert into audit_entry select * from kept; drop table kept");
    }
    assertThat(verification("").path("intact").asBoolean()).isTrue();
  }

  private void disarmed(String statement) {
    database
        .sql(
            """
            alter table audit_entry disable trigger all; %s;
            alter table audit_entry enable trigger all
            """
                .formatted(statement))
        .update();
  }

  @Test
  void entriesCutOffAtTheEndAreMissedByWhoNotedTheHead() {
    log.record(Act.of("test.done", "end", "1"));
    String head = verification("").path("head").asString();
    assertThat(verification("?anchor=" + head).path("intact").asBoolean()).isTrue();
    long position = Long.parseLong(head.substring(0, head.indexOf(':')));
    database.sql("create table kept as select * from audit_entry").update();
    try {
      disarmed("delete from audit_entry where position = " + position);

      assertThat(verification("").path("intact").asBoolean()).as("by itself").isTrue();
      JsonNode found = verification("?anchor=" + head);
      assertThat(found.path("intact").asBoolean()).isFalse();
      assertThat(found.path("position").asLong()).isEqualTo(position);
    } finally {
      disarmed(
          "delete from audit_entry; insert into audit_entry select * from kept; drop table kept");
    }
  }

  @Test
  void theLogIsReadByPageNewestFirst() {
    IntStream.range(0, 5).forEach(i -> log.record(Act.of("paged.done", "page", i)));

    JsonNode first = administrator.get("/v1/audit?action=paged&limit=3").json();
    JsonNode second =
        administrator
            .get("/v1/audit?action=paged&limit=3&cursor=" + first.path("next").asString())
            .json();

    assertThat(first.path("items").valueStream().map(e -> e.path("subject").asString()))
        .containsExactly("page:4", "page:3", "page:2");
    assertThat(second.path("items").valueStream().map(e -> e.path("subject").asString()))
        .containsExactly("page:1", "page:0");
    assertThat(second.has("next")).isFalse();
  }
}
