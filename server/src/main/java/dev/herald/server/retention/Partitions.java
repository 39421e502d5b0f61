package dev.herald.server.retention;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Partitions of messages and of what belongs to them: made ahead, dropped whole. */
@Component
public class Partitions {
  private static final List<String> TABLES = List.of("message", "event", "message_variable");

  private final JdbcClient jdbc;

  public Partitions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Oldest first. */
  List<Partition> all() {
    return jdbc
        .sql("select relname from pg_class where relkind = 'r' and relname like 'message\\_2%'")
        .query(String.class)
        .list()
        .stream()
        .map(Partition::ofTable)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(Partition::from))
        .toList();
  }

  public void make(YearMonth month) {
    make(Partition.of(month));
  }

  /** Those of today and of the days to come, where there is none yet. */
  void make(PartitionSpan span, LocalDate today) {
    if (span == PartitionSpan.DAY) {
      all().stream()
          .filter(each -> each.isMonth() && each.from().isAfter(today) && isEmpty(each))
          .forEach(this::drop);
    }
    List<Partition> there = all();
    LocalDate day = span == PartitionSpan.MONTH ? today.withDayOfMonth(1) : today;
    while (day.isBefore(span.madeUntil(today))) {
      Partition wanted = covering(there, day).orElse(wanted(span, there, day));
      make(wanted);
      day = wanted.to();
    }
  }

  private static Optional<Partition> covering(List<Partition> among, LocalDate day) {
    return among.stream().filter(each -> each.covers(day)).findAny();
  }

  /** A month that began in days goes on in days. */
  private static Partition wanted(PartitionSpan span, List<Partition> there, LocalDate day) {
    Partition month = Partition.of(YearMonth.from(day));
    boolean inDays =
        span == PartitionSpan.DAY || there.stream().anyMatch(each -> month.covers(each.from()));
    return inDays ? Partition.of(day) : month;
  }

  private void make(Partition partition) {
    for (String table : TABLES) {
      jdbc.sql(
              "create table if not exists %s partition of %s for values from ('%s') to ('%s')"
                  .formatted(partition.table(table), table, partition.first(), partition.next()))
          .update();
    }
  }

  private boolean isEmpty(Partition partition) {
    return TABLES.stream()
        .noneMatch(table ->
            jdbc.sql("select exists (select from %s)".formatted(partition.table(table)))
                .query(Boolean.class)
                .single());
  }

  /** Whether something of it is still to be done or told. */
  boolean hasWork(Partition partition) {
    return jdbc.sql(
            """
            select exists (select from task where id >= :first and id < :next)
              or exists (
                select from answer_outbox where message_id >= :first and message_id < :next)
            """)
        .param("first", partition.first())
        .param("next", partition.next())
        .query(Boolean.class)
        .single();
  }

  long messages(Partition partition) {
    return jdbc.sql("select count(*) from " + partition.table("message"))
        .query(Long.class)
        .single();
  }

  /** Which of these nodes it has messages of. */
  List<UUID> nodes(Partition partition, List<UUID> among) {
    return jdbc.sql(
            """
            select id from unnest(?::uuid[]) as node (id)
            where exists (select from %s m where m.node_id = node.id)
            """
                .formatted(partition.table("message")))
        .param(among.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  long bytes(Partition partition) {
    return TABLES.stream()
        .mapToLong(table ->
            jdbc.sql("select coalesce(pg_total_relation_size(to_regclass(?)), 0)")
                .param(partition.table(table))
                .query(Long.class)
                .single())
        .sum();
  }

  /** Holds off its own readers, so that the parents are locked only for the drop itself. */
  void lock(Partition partition) {
    for (String table : TABLES) {
      String name = partition.table(table);
      if (jdbc.sql("select to_regclass(?) is not null").param(name).query(Boolean.class).single()) {
        jdbc.sql("lock table %s in access exclusive mode".formatted(name)).update();
      }
    }
  }

  void drop(Partition partition) {
    TABLES.forEach(table -> jdbc.sql("drop table if exists " + partition.table(table)).update());
  }
}
