package dev.herald.server.retention;

import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One partition of messages and one of what belongs to them a month, made ahead, dropped whole. */
@Component
public class Partitions {
  private static final List<String> TABLES = List.of("message", "event", "message_variable");

  private final JdbcClient jdbc;

  public Partitions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void make(YearMonth month) {
    for (String table : TABLES) {
      jdbc.sql(
              "create table if not exists %s partition of %s for values from ('%s') to ('%s')"
                  .formatted(name(table, month), table, start(month), start(month.plusMonths(1))))
          .update();
    }
  }

  /** Drops the months that ended before, unless something of them is still to be done. */
  List<String> dropBefore(Instant time) {
    List<String> ended =
        jdbc
            .sql(
                """
                select relname from pg_class
                where relkind = 'r' and relname ~ '^message_[0-9]{4}_[0-9]{2}$' order by relname
                """)
            .query(String.class)
            .list()
            .stream()
            .filter(name -> isOver(month(name), time))
            .toList();
    ended.forEach(name -> drop(month(name)));
    return ended;
  }

  private boolean isOver(YearMonth month, Instant time) {
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return !end.isAfter(time)
        && jdbc.sql(
                """
                select not exists (select from task where id >= :first and id < :next)
                  and not exists (
                    select from answer_outbox where message_id >= :first and message_id < :next)
                """)
            .param("first", start(month))
            .param("next", start(month.plusMonths(1)))
            .query(Boolean.class)
            .single();
  }

  private void drop(YearMonth month) {
    TABLES.forEach(table -> jdbc.sql("drop table if exists " + name(table, month)).update());
  }

  private static String name(String table, YearMonth month) {
    return "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
  }

  private static YearMonth month(String name) {
    String[] parts = name.split("_", -1);
    return YearMonth.of(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  private static UUID start(YearMonth month) {
    return Ids.first(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
