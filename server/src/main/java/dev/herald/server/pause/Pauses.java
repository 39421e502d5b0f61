package dev.herald.server.pause;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.Actor;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.task.NewMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is paused. Every process knows within two seconds. */
@Service
public class Pauses {
  private final JdbcClient jdbc;
  private final AuditLog audit;
  private final Drains drains;
  private final CommittedCache<String, Map<Key, Pause>> cache = new CommittedCache<>(1);

  Pauses(JdbcClient jdbc, AuditLog audit, Drains drains) {
    this.jdbc = jdbc;
    this.drains = drains;
    this.audit = audit;
  }

  private record Key(Pause.Kind kind, String target) {}

  /** Pauses it, or changes the reason; who paused it first stays named. */
  @Transactional
  public Pause pause(
      Pause.Kind kind, String target, String key, String actor, @Nullable String reason) {
    jdbc.sql(
            """
            insert into pause (kind, target, key, actor, reason) values (?, ?, ?, ?, ?)
            on conflict (kind, target) do update set key = excluded.key, reason = excluded.reason
            """)
        .params(kind.name(), target, key, actor)
        .param(reason)
        .update();
    drains.end(new ParkedTasks.Place(kind.name(), target));
    cache.evictAll();
    Act paused = Act.of(kind.word() + ".paused", kind.word(), key);
    audit.record(reason == null ? paused : paused.with(Map.of("reason", reason)));
    return find(kind, target).orElseThrow();
  }

  /**
   * Lets a node's messages wait, because it sends far more than usual.
   *
   * @return false: it is paused already
   */
  @Transactional
  public boolean hold(String target, String key, Pause.Surge surge) {
    int held =
        jdbc.sql(
                """
                insert into pause (kind, target, key, actor,
                  surge_count, surge_usual, surge_minutes)
                values ('NODE', :target, :key, :actor, :count, :usual, :minutes)
                on conflict (kind, target) do nothing
                """)
            .param("target", target)
            .param("key", key)
            .param("actor", Actor.HERALD.name())
            .param("count", surge.count())
            .param("usual", surge.usual())
            .param("minutes", surge.minutes())
            .update();
    if (held > 0) {
      drains.end(new ParkedTasks.Place(Pause.Kind.NODE.name(), target));
      audit.record(
          Act.of("node.surge-held", "node", key)
              .with(Map.of("count", surge.count(), "usual", surge.usual())));
    }
    cache.evictAll();
    return held > 0;
  }

  /**
   * Lets its messages go.
   *
   * @param perMinute how many of those that wait; null: all at once
   */
  @Transactional
  public void resume(Pause.Kind kind, String target, String actor, @Nullable Integer perMinute) {
    ParkedTasks.Place place = new ParkedTasks.Place(kind.name(), target);
    Optional<String> paused =
        jdbc.sql("delete from pause where kind = ? and target = ? returning key")
            .params(kind.name(), target)
            .query(String.class)
            .optional();
    paused
        .or(() -> drains.key(place))
        .ifPresent(key -> {
          drains.set(place, key, perMinute, actor);
          Act resumed = Act.of(kind.word() + ".resumed", kind.word(), key);
          audit.record(perMinute == null ? resumed : resumed.with(Map.of("perMinute", perMinute)));
        });
    cache.evictAll();
  }

  public Optional<Pause> find(Pause.Kind kind, String target) {
    return Optional.ofNullable(all().get(new Key(kind, target)));
  }

  public List<Pause> list() {
    return List.copyOf(all().values());
  }

  /** What holds a message, if anything does. */
  Optional<Pause> on(NewMessage message) {
    Map<Key, Pause> paused = all();
    if (paused.isEmpty()) {
      return Optional.empty();
    }
    NewMessage.Ownership of = message.ownership();
    for (Pause.Kind kind : Pause.Kind.values()) {
      Pause pause =
          paused.get(
              switch (kind) {
                case LANE -> new Key(kind, message.lane());
                case APPLICATION -> new Key(kind, of.applicationId().toString());
                case TENANT -> new Key(kind, of.tenantId().toString());
                case NODE -> new Key(kind, of.nodeId().toString());
              });
      if (pause != null) {
        return Optional.of(pause);
      }
    }
    return Optional.empty();
  }

  private Map<Key, Pause> all() {
    return cache.get("all", _ -> read());
  }

  private Map<Key, Pause> read() {
    Map<Key, Pause> paused = new HashMap<>();
    jdbc.sql("select * from pause")
        .query((row, _) ->
            new Pause(
                Pause.Kind.valueOf(row.getString("kind")),
                row.getString("target"),
                row.getString("key"),
                row.getString("actor"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                surge(row)))
        .list()
        .forEach(pause -> paused.put(new Key(pause.kind(), pause.target()), pause));
    return Map.copyOf(paused);
  }

  private static Pause.@Nullable Surge surge(ResultSet row) throws SQLException {
    long count = row.getLong("surge_count");
    return row.wasNull()
        ? null
        : new Pause.Surge(count, row.getLong("surge_usual"), row.getInt("surge_minutes"));
  }
}
