package dev.herald.spring.outbox;

import dev.herald.client.Submission;
import dev.herald.spring.HeraldTemplate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A business system: it keeps grants, and tells of each that vests, in one transaction. */
final class Business implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  final HeraldTemplate herald;
  final Outbox outbox;
  final JdbcTemplate jdbc;
  final TransactionTemplate transaction;

  @EnableAutoConfiguration
  static class Application {}

  /**
   * @param more settings, over the usual ones
   */
  Business(Database.Address database, String heraldUrl, String... more) {
    context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.config.name=business",
                "spring.main.banner-mode=off",
                "spring.main.register-shutdown-hook=false",
                "spring.flyway.enabled=false",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.datasource.hikari.maximum-pool-size=4",
                "herald.client.url=" + heraldUrl,
                "herald.client.key=the-key",
                "herald.client.attempt=1m",
                "herald.client.outbox.initialize-schema=always",
                "herald.client.outbox.first-pause=20ms",
                "herald.client.outbox.longest-pause=200ms")
            .run(List.of(more).stream().map(each -> "--" + each).toArray(String[]::new));
    herald = context.getBean(HeraldTemplate.class);
    outbox = context.getBean(Outbox.class);
    jdbc = new JdbcTemplate(context.getBean(DataSource.class));
    transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    jdbc.execute("create table if not exists vested (id integer primary key, notice varchar(36))");
  }

  static Submission notice(String node, int grant) {
    return Submission.of(node, "hengtong")
        .to("E1001")
        .data("grant", grant)
        .data("name", "张三 🎉")
        .build();
  }

  /** Vests a grant and tells of it. */
  UUID vest(int grant) {
    UUID notice = herald.send(notice("grant.vested", grant));
    jdbc.update("insert into vested (id, notice) values (?, ?)", grant, notice.toString());
    return notice;
  }

  UUID vestAndCommit(int grant) {
    UUID notice = transaction.execute(running -> vest(grant));
    return java.util.Objects.requireNonNull(notice);
  }

  void vestAndRollBack(int grant) {
    transaction.executeWithoutResult(running -> {
      vest(grant);
      running.setRollbackOnly();
    });
  }

  /** The notices of all grants that vested. */
  List<String> notices() {
    return jdbc.queryForList("select notice from vested order by id", String.class);
  }

  int rows() {
    Integer count = jdbc.queryForObject("select count(*) from herald_outbox", Integer.class);
    return count == null ? 0 : count;
  }

  @Override
  public void close() {
    context.close();
  }
}
