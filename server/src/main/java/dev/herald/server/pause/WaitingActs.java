package dev.herald.server.pause;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was decided about what waits. Every process knows within two seconds. */
@Repository
public class WaitingActs {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final int AT_ONCE = 2_000;
  private static final int MOST_LISTED = 100;

  /** What waits of an act: held back before, or due. */
  private static final String OF_ACT =
      """
      from task t join message m on m.id = t.id, waiting_act a
      where a.id = :act and t.id <= a.before
        and (a.application_id is null or m.application_id = a.application_id)
        and (a.node_id is null or m.node_id = a.node_id)
        and (a.tenant_id is null or t.tenant_id = a.tenant_id)
        and (a.lane is null or t.lane = a.lane)
        and (a.channel is null or m.channel = a.channel)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AuditLog audit;
  private final CommittedCache<String, List<WaitingAct>> cache = new CommittedCache<>(1);

  WaitingActs(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.json = json;
    this.audit = audit;
  }

  @Transactional
  void make(WaitingAct act) {
    jdbc.sql(
            """
            insert into waiting_act (id, kind, application_id, node_id, tenant_id, lane, channel,
              what, before, to_source_id, begins_at, counted, reason, actor, at)
            values (:id, :kind, :application, :node, :tenant, :lane, :channel,
              cast(:what as jsonb), :before, :to, :begins, :counted, :reason, :actor, :at)
            """)
        .param("id", act.id())
        .param("kind", act.kind().name())
        .param("application", act.part().application())
        .param("node", act.part().node())
        .param("tenant", act.part().tenant())
        .param("lane", act.part().lane())
        .param("channel", act.part().channel())
        .param("what", json.writeValueAsString(act.what()))
        .param("before", act.before())
        .param("to", act.toSource())
        .param("begins", act.beginsAt().atOffset(ZoneOffset.UTC))
        .param("counted", act.counted())
        .param("reason", act.reason())
        .param("actor", act.actor())
        .param("at", act.at().atOffset(ZoneOffset.UTC))
        .update();
    Map<String, Object> told = new LinkedHashMap<>(act.what());
    told.put("count", act.counted());
    audit.record(Act.of("waiting." + word(act.kind()), "waiting", act.id()).with(told));
    cache.evictAll();
  }

  private static String word(WaitingAct.Kind kind) {
    return switch (kind) {
      case HOLD -> "held";
      case EXPIRE -> "expired";
      case MOVE -> "moved";
    };
  }

  /**
   * Ends it; what it did stays done.
   *
   * @return false: it had ended
   */
  @Transactional
  boolean undo(WaitingAct act, String actor) {
    int ended =
        jdbc.sql(
                """
                update waiting_act set ended_at = now(), ended_by = ?
                where id = ? and ended_at is null
                """)
            .params(actor, act.id())
            .update();
    if (ended > 0) {
      audit.record(
          Act.of("waiting.undone", "waiting", act.id())
              .with(Map.of("act", act.kind().name().toLowerCase(Locale.ROOT))));
    }
    cache.evictAll();
    return ended > 0;
  }

  Optional<WaitingAct> find(UUID id) {
    return jdbc.sql("select * from waiting_act where id = ?")
        .param(id)
        .query((row, _) -> read(row))
        .optional();
  }

  /** Newest first. */
  List<WaitingAct> list() {
    return jdbc.sql("select * from waiting_act order by id desc limit " + MOST_LISTED)
        .query((row, _) -> read(row))
        .list();
  }

  /** Those that hold, oldest first. */
  List<WaitingAct> open() {
    return cache.get(
        "open",
        _ ->
            jdbc.sql("select * from waiting_act where ended_at is null order by id")
                .query((row, _) -> read(row))
                .list());
  }

  /** The first that a message is of. */
  Optional<WaitingAct> on(NewMessage message) {
    List<WaitingAct> open = open();
    return open.isEmpty()
        ? Optional.empty()
        : open.stream()
            .filter(act -> act.kind() != WaitingAct.Kind.MOVE && act.isOf(message))
            .findFirst();
  }

  /** The source that a message was moved to. */
  public Optional<UUID> movedTo(NewMessage message) {
    List<WaitingAct> open = open();
    return open.isEmpty()
        ? Optional.empty()
        : open.reversed().stream()
            .filter(act -> act.kind() == WaitingAct.Kind.MOVE && act.isOf(message))
            .map(WaitingAct::toSource)
            .map(Objects::requireNonNull)
            .findFirst();
  }

  /**
   * Makes due what waits elsewhere and is to go its way now: expire, or go by another source.
   *
   * @return whether some may be left
   */
  boolean callFor(WaitingAct act) {
    int called =
        jdbc.sql(
                """
                update task set due_at = now() where id in (
                  select t.id
                """
                    + OF_ACT
                    + """
                          and t.owner is null and t.state = 'PENDING' and t.due_at > now()
                          and (t.attempts > 0 or t.deferrals > 0)
                          limit :most for update of t skip locked)
                    """)
            .param("act", act.id())
            .param("most", AT_ONCE)
            .update();
    if (called == 0) {
      jdbc.sql("update waiting_act set called = true where id = ?").param(act.id()).update();
      cache.evictAll();
    }
    return called > 0;
  }

  /** Ends what has nothing left to do. */
  void endIfDone(WaitingAct act) {
    int ended =
        jdbc.sql(
                """
                update waiting_act set ended_at = now() where id = :act and ended_at is null
                  and not exists (select
                """
                    + OF_ACT
                    + " and t.state in ('PENDING', 'SENDING'))")
            .param("act", act.id())
            .update();
    if (ended > 0) {
      cache.evictAll();
    }
  }

  private WaitingAct read(ResultSet row) throws SQLException {
    return new WaitingAct(
        row.getObject("id", UUID.class),
        WaitingAct.Kind.valueOf(row.getString("kind")),
        new WaitingPart(
            row.getObject("application_id", UUID.class),
            row.getObject("node_id", UUID.class),
            row.getObject("tenant_id", UUID.class),
            row.getString("lane"),
            row.getString("channel")),
        json.readValue(row.getString("what"), TEXTS),
        row.getObject("before", UUID.class),
        row.getObject("to_source_id", UUID.class),
        instant(row, "begins_at"),
        row.getLong("counted"),
        row.getString("reason"),
        row.getString("actor"),
        instant(row, "at"),
        row.getBoolean("called"),
        MessageRows.instant(row, "ended_at"),
        row.getString("ended_by"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable Instant at = MessageRows.instant(row, column);
    return Objects.requireNonNull(at);
  }
}
