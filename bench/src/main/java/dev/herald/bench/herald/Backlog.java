package dev.herald.bench.herald;

import dev.herald.bench.database.Database;
import dev.herald.server.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that were put in by SQL: copies of one that Herald wrote, under ids and addresses of
 * their own. Nobody opens them, so it does no harm that their contexts are sealed to another id.
 */
public final class Backlog {
  private static final Logger log = LoggerFactory.getLogger(Backlog.class);
  private static final int BATCH = 200_000;
  private static final Keys NOW = new Keys("uuidv7()", "gen_random_uuid()");
  private static final String WITHIN_DAY =
      "uuidv7(timestamptz '%%s' + number * interval '23:59:59' / %d - clock_timestamp())"
          .formatted(BATCH);
  private static final List<String> PARTITIONED = List.of("message", "event", "message_variable");
  private static final String WAITING =
      """
      insert into task (id, lane, tenant_id, channel, state, due_at, attempts)
      select id, lane, tenant_id, channel, 'PENDING', now() + interval '1 day' * (1 + random()), 0
      from copied
      """;
  private static final String SENT =
      """
      insert into event (message_id, sequence, at, kind, state, reason_code, attempt, outcome,
        duration_ms, status, provider_id)
      select id, 1, now(), 'ATTEMPT', 'SENT', 'TAKEN_BY_PROVIDER', 1, 'ACCEPTED', 3, '200', 'MX7401186520'
      from copied
      """;

  /** How messages get their ids and the keys of their destinations. */
  private record Keys(String id, String destination) {
    Map<String, String> ofMessage() {
      return Map.of("id", id, "request_id", "gen_random_uuid()", "destination_key", destination);
    }
  }

  private final Database database;
  private long waiting;
  private long kept;

  /** On a database in which Herald has saved a message. */
  public Backlog(Database database) {
    this.database = database;
  }

  /** Fills up to so many that wait to be due in a day or two. */
  public void waiting(long size) {
    waiting = fill(waiting, size, NOW, WAITING, "waiting");
  }

  /** Fills up to so many that were sent and are kept. */
  public void kept(long size) {
    kept = fill(kept, size, NOW, SENT, "kept");
  }

  /**
   * Makes the partitions of a day of UTC that has none, and fills them with so many, in the order
   * of the indexes: they are only there to go.
   */
  public void keptOf(LocalDate day, long size) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    for (String table : PARTITIONED) {
      database.execute(
          "create table %s partition of %s for values from ('%s') to ('%s')"
              .formatted(
                  table(table, day),
                  table,
                  Ids.first(start),
                  Ids.first(start.plus(Duration.ofDays(1)))));
    }
    fill(0, size, new Keys(WITHIN_DAY.formatted(start), "uuidv7()"), SENT, "kept of " + day);
  }

  /** Whether it has the partitions of that day. */
  public boolean has(LocalDate day) {
    return database.number(
            "select count(to_regclass('%s'))".formatted(table(PARTITIONED.getFirst(), day)))
        == 1;
  }

  private static String table(String parent, LocalDate day) {
    return parent + day.format(DateTimeFormatter.ofPattern("_yyyy_MM_dd"));
  }

  /**
   * Durable or not does not matter here, so it is not waited for. The vacuum is what PostgreSQL
   * would begin by itself, and would otherwise be counted to whatever is measured next.
   */
  private long fill(long now, long size, Keys keys, String rest, String what) {
    database.execute("set synchronous_commit = off");
    long filled = now;
    while (filled < size) {
      int batch = (int) Math.min(BATCH, size - filled);
      database.execute(copies(batch, keys) + rest);
      filled += batch;
      log.info("{} of {} {}", filled, size, what);
    }
    database.execute("vacuum analyze");
    database.execute("checkpoint");
    return filled;
  }

  private String copies(int count, Keys keys) {
    return """
    with sample as (select * from message order by id limit 1),
      copied as (
        insert into message (%s) select %s from sample, generate_series(1, %d) number
        returning id, lane, tenant_id, channel)
    """
        .formatted(columns(Map.of()), columns(keys.ofMessage()), count);
  }

  /**
   * @param values what stands instead of a column
   */
  private String columns(Map<String, String> values) {
    return database
        .texts(
            """
            select attname::text from pg_attribute
            where attrelid = 'message'::regclass and attnum > 0 and not attisdropped
            order by attnum
            """)
        .stream()
        .map(name -> values.getOrDefault(name, name))
        .collect(Collectors.joining(", "));
  }
}
