package dev.herald.server.pause;

import dev.herald.server.task.store.MessageRows;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what goes on at a chosen rate. */
@Repository
class Drains {
  private final JdbcClient jdbc;

  Drains(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param left how many wait still, at most a hundred thousand
   */
  record Drain(
      ParkedTasks.Place place, String key, int perMinute, String actor, Instant at, long left) {}

  /** How people name what goes on there at a rate. */
  Optional<String> key(ParkedTasks.Place place) {
    return jdbc.sql("select key from drain where kind = ? and target = ?")
        .params(place.kind(), place.target())
        .query(String.class)
        .optional();
  }

  /**
   * @param perMinute null: all at once
   */
  void set(ParkedTasks.Place place, String key, @Nullable Integer perMinute, String actor) {
    if (perMinute == null) {
      end(place);
      return;
    }
    jdbc.sql(
            """
            insert into drain (kind, target, key, per_minute, actor) values (?, ?, ?, ?, ?)
            on conflict (kind, target) do update
              set per_minute = excluded.per_minute, actor = excluded.actor
            """)
        .params(place.kind(), place.target(), key, perMinute, actor)
        .update();
  }

  void end(ParkedTasks.Place place) {
    jdbc.sql("delete from drain where kind = ? and target = ?")
        .params(place.kind(), place.target())
        .update();
  }

  List<Drain> list() {
    return jdbc.sql(
            """
            select d.*, (select count(*) from (
                select from parked p where p.kind = d.kind and p.target = d.target limit 100000) x
              ) as left_over
            from drain d order by at
            """)
        .query((row, _) ->
            new Drain(
                new ParkedTasks.Place(row.getString("kind"), row.getString("target")),
                row.getString("key"),
                row.getInt("per_minute"),
                row.getString("actor"),
                Objects.requireNonNull(MessageRows.instant(row, "at")),
                row.getLong("left_over")))
        .list();
  }

  /** Those that go on at a rate. */
  List<ParkedTasks.Place> places() {
    return jdbc.sql("select kind, target from drain").query(ParkedTasks.Place.class).list();
  }

  /**
   * How many may go now, for all processes together. What nobody called back for ten seconds is not
   * made up for at once.
   */
  int turn(ParkedTasks.Place place) {
    return jdbc.sql(
            """
            with turn as (
              select kind, target, greatest(last_at, now() - interval '10 seconds') as since
              from drain where kind = :kind and target = :target for update
            ), due as (
              select turn.*, floor(extract(epoch from now() - since) * per_minute / 60) as many,
                per_minute
              from turn join drain using (kind, target)
            )
            update drain set last_at = since + make_interval(secs => many * 60.0 / due.per_minute)
            from due
            where drain.kind = due.kind and drain.target = due.target and many > 0
            returning cast(many as int)
            """)
        .param("kind", place.kind())
        .param("target", place.target())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /** What is put aside for an hour stays there, as long as its turn has not come. */
  void keep(ParkedTasks.Place place) {
    jdbc.sql(
            """
            update task set due_at = now() + interval '1 hour' from parked
            where parked.kind = ? and parked.target = ? and task.id = parked.task_id
              and task.sequence = parked.sequence and task.owner is null
              and task.due_at > now() and task.due_at < now() + interval '5 minutes'
            """)
        .params(place.kind(), place.target())
        .update();
  }
}
