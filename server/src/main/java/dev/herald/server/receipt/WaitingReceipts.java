package dev.herald.server.receipt;

import dev.herald.channel.receipt.Report;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Reports whose message is in hand or not known yet, for those who look again. */
@Repository
class WaitingReceipts {
  /** What one source may have waiting; its provider says the rest once more. */
  private static final int MOST = 20_000;

  private static final int AT_ONCE = 500;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  WaitingReceipts(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  /**
   * @param report of one of the two kinds; the other is null
   */
  private record Sealed(Report.@Nullable Progress progress, Report.@Nullable Reply reply) {
    static Sealed of(Report report) {
      return switch (report) {
        case Report.Progress progress -> new Sealed(progress, null);
        case Report.Reply reply -> new Sealed(null, reply);
      };
    }

    Report report() {
      return progress != null ? progress : Objects.requireNonNull(reply);
    }
  }

  record Waiting(UUID id, UUID sourceId, int tries, Report report) {}

  /**
   * @return false: there are too many already
   */
  boolean keep(UUID sourceId, Report report, Duration pause) {
    UUID id = Ids.next();
    return jdbc.sql(
                """
                insert into waiting_receipt (id, source_id, report, due_at)
                select :id, :source, :report, now() + :millis * interval '1 millisecond'
                where (select count(*) from (
                  select from waiting_receipt where source_id = :source limit :most) present) < :most
                """)
            .param("id", id)
            .param("source", sourceId)
            .param("report", vault.seal(json.writeValueAsBytes(Sealed.of(report)), context(id)))
            .param("millis", pause.toMillis())
            .param("most", MOST)
            .update()
        == 1;
  }

  /** Those that are due; nobody else takes them within a minute. */
  @Transactional
  public List<Waiting> due() {
    return jdbc.sql(
            """
            update waiting_receipt set due_at = now() + interval '1 minute', tries = tries + 1
            where id in (
              select id from waiting_receipt where due_at <= now()
              order by due_at limit ? for update skip locked)
            returning id, source_id, tries, report
            """)
        .param(AT_ONCE)
        .query((row, _) -> {
          UUID id = row.getObject("id", UUID.class);
          return new Waiting(
              id,
              row.getObject("source_id", UUID.class),
              row.getInt("tries"),
              json.readValue(vault.open(row.getBytes("report"), context(id)), Sealed.class)
                  .report());
        })
        .list();
  }

  void again(UUID id, Duration pause) {
    jdbc.sql(
            "update waiting_receipt set due_at = now() + ? * interval '1 millisecond' where id = ?")
        .params(pause.toMillis(), id)
        .update();
  }

  void done(UUID id) {
    jdbc.sql("delete from waiting_receipt where id = ?").param(id).update();
  }

  private static SealContext context(UUID id) {
    return SealContext.of("waiting_receipt:" + id, "waiting_receipt:" + id);
  }
}
