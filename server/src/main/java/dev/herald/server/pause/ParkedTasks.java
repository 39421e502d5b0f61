package dev.herald.server.pause;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of tasks that wait for a pause to end. */
@Repository
class ParkedTasks {
  static final String SOURCE = "SOURCE";
  static final String ACT = "ACT";
  private static final int AT_ONCE = 2_000;

  private final JdbcClient jdbc;

  ParkedTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is waited for. */
  record Place(String kind, String target) {}

  /**
   * @param sequence that the task has while it waits here
   */
  record Parked(Place place, UUID taskId, int sequence) {}

  List<Boolean> add(List<Parked> arrivals) {
    jdbc.sql(
            """
            insert into parked (kind, target, task_id, sequence)
            select distinct on (1, 2, 3) *
            from unnest(:kinds::text[], :targets::text[], :tasks::uuid[], :sequences::int[])
              as x (kind, target, task_id, sequence)
            order by 1, 2, 3, 4 desc
            on conflict (kind, target, task_id) do update set sequence = excluded.sequence
            """)
        .param("kinds", arrivals.stream().map(each -> each.place.kind).toArray(String[]::new))
        .param("targets", arrivals.stream().map(each -> each.place.target).toArray(String[]::new))
        .param("tasks", arrivals.stream().map(Parked::taskId).toArray(UUID[]::new))
        .param("sequences", arrivals.stream().map(Parked::sequence).toArray(Integer[]::new))
        .update();
    return Collections.nCopies(arrivals.size(), true);
  }

  /** Each place that somebody waits at, found by as many looks into the index. */
  List<Place> places() {
    return jdbc.sql(
            """
            with recursive place as (
              (select kind, target from parked order by kind, target limit 1)
              union all
              select later.kind, later.target from place cross join lateral (
                select kind, target from parked
                where (kind, target) > (place.kind, place.target)
                order by kind, target limit 1) later
            )
            select kind, target from place
            """)
        .query(Place.class)
        .list();
  }

  /**
   * Makes some of those that wait there due at once; those that were settled since only leave.
   * Those that are on their way there, their settlement not yet being committed, stay.
   *
   * @return how many left; 0: nobody is there to be called now
   */
  int callBack(Place place) {
    return callBack(place, AT_ONCE);
  }

  /** As above, at most so many. */
  int callBack(Place place, int most) {
    return jdbc.sql(
            """
            with leaving as (
              delete from parked using (
                select task_id from parked where kind = :kind and target = :target
                  and not exists (
                    select from task
                    where task.id = parked.task_id and task.sequence < parked.sequence)
                limit :most for update skip locked) chosen
              where parked.kind = :kind and parked.target = :target
                and parked.task_id = chosen.task_id
              returning parked.task_id, parked.sequence
            ), called as (
              update task set due_at = now() from leaving
              where task.id = any (array[leaving.task_id])
                and task.sequence is not distinct from leaving.sequence
                and task.owner is null and task.due_at > now()
            )
            select count(*) from leaving
            """)
        .param("kind", place.kind)
        .param("target", place.target)
        .param("most", Math.min(most, AT_ONCE))
        .query(Integer.class)
        .single();
  }
}
