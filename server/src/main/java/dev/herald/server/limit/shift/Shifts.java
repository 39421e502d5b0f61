package dev.herald.server.limit.shift;

import static java.util.stream.Collectors.toMap;

import dev.herald.server.platform.Ids;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.StoredReason;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what sources got, and why. */
@Repository
public class Shifts {
  private static final Logger log = LoggerFactory.getLogger(Shifts.class);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_UNWRITTEN = 1_000;

  private final JdbcClient jdbc;

  /** Whoever calls a source waits for no row. */
  private final ExecutorService writer =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_UNWRITTEN),
          Thread.ofVirtual().name("source-shifts-", 0).factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  Shifts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A shift as it is kept.
   *
   * @param process under whose lease it was
   */
  record Kept(UUID process, Instant at, int before, int share, StoredReason reason) {}

  /**
   * @param holder the lease that calls the source
   */
  public void note(UUID sourceId, UUID holder, Shift shift) {
    writer.execute(() -> write(sourceId, holder, shift));
  }

  private void write(UUID sourceId, UUID holder, Shift shift) {
    try {
      jdbc.sql(
              """
              insert into source_shift (id, source_id, process, before, share, reason_code,
                reason_with)
              select :id, id, :process, :before, :share, :code, cast(:with as jsonb)
              from source where id = :source
              """)
          .param("id", Ids.next())
          .param("source", sourceId)
          .param("process", holder)
          .param("before", shift.before())
          .param("share", shift.share())
          .param("code", shift.reason().code())
          .param("with", ReasonJson.write(shift.reason()))
          .update();
    } catch (RuntimeException e) {
      log.warn("A shift of a source could not be written down: {}", e.toString());
    }
  }

  /** The latest first. */
  List<Kept> of(UUID sourceId, int most) {
    return jdbc.sql(
            """
            select process, at, before, share, reason_code, reason_with from source_shift
            where source_id = ? order by at desc, id desc limit ?
            """)
        .params(sourceId, most)
        .query((row, _) ->
            new Kept(
                row.getObject("process", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getInt("before"),
                row.getInt("share"),
                ReasonJson.read(row.getString("reason_code"), row.getString("reason_with"))))
        .list();
  }

  /** The least that a process gives a source now, in percent of its weight; all to all others. */
  public Map<UUID, Integer> present() {
    record Share(UUID sourceId, int share) {}
    return jdbc
        .sql(
            """
            select source_id, min(share) as share from process p
            cross join source s
            cross join lateral (
              select source_id, share from source_shift
              where source_id = s.id and process = p.incarnation
              order by at desc, id desc limit 1) latest
            where p.ended_at is null and p.beat_at > now() - interval '1 minute' and share < 100
            group by source_id
            """)
        .query(Share.class)
        .list()
        .stream()
        .collect(toMap(Share::sourceId, Share::share));
  }

  void forgetOld() {
    jdbc.sql("delete from source_shift where at < now() - ? * interval '1 second'")
        .param(KEPT.toSeconds())
        .update();
  }

  @PreDestroy
  void end() {
    writer.shutdown();
  }
}
