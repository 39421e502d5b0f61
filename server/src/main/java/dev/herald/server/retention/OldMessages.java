package dev.herald.server.retention;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.task.Remnants;
import dev.herald.server.task.store.MessageErasure;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets go of messages that are older than they are kept, and records what went. */
@Component
class OldMessages {
  private static final Logger log = LoggerFactory.getLogger(OldMessages.class);
  private static final int AT_ONCE = 2_000;
  private static final int TRIES = 20;

  /**
   * Sends wait behind the drop for the parents' locks, so that it gives up soon, and tries anew.
   */
  private static final String LOCK_PARENTS_SOON = "set local lock_timeout = '200ms'";

  /** Nobody makes a legal hold until the partition is gone. */
  private static final String LOCK_HOLDS = "lock table legal_hold in share mode";

  private static final String LOCK_OWN = "set local lock_timeout = '5s'";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Partitions partitions;
  private final RetentionSettings settings;
  private final Nodes nodes;
  private final LegalHolds holds;
  private final MessageErasure messages;
  private final List<Remnants> remnants;
  private final RetentionRuns runs;
  private final AuditLog audit;
  private final Clock clock;

  /** What messages are let go of by. */
  record Rules(Partitions partitions, RetentionSettings settings, Nodes nodes, LegalHolds holds) {}

  OldMessages(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Rules rules,
      MessageErasure messages,
      List<Remnants> remnants,
      RetentionRuns runs,
      AuditLog audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.partitions = rules.partitions;
    this.settings = rules.settings;
    this.nodes = rules.nodes;
    this.holds = rules.holds;
    this.messages = messages;
    this.remnants = remnants.stream().filter(each -> !each.goByThemselves()).toList();
    this.runs = runs;
    this.audit = audit;
    this.clock = clock;
  }

  void letGo() {
    Map<UUID, Nodes.Kept> kept =
        nodes.kept().stream().collect(Collectors.toMap(Nodes.Kept::id, each -> each));
    Terms terms =
        new Terms(
            clock.instant(),
            settings.messages(),
            kept.values().stream()
                .filter(each -> each.retention() != null)
                .collect(Collectors.toMap(Nodes.Kept::id, Nodes.Kept::retention)));
    for (Partition partition : partitions.all()) {
      if (terms.concern(partition)) {
        letGo(partition, terms, kept);
      }
    }
  }

  private void letGo(Partition partition, Terms terms, Map<UUID, Nodes.Kept> kept) {
    List<UUID> present = partitions.nodes(partition, List.copyOf(kept.keySet()));
    boolean free = !partitions.hasWork(partition) && !holds.hold(partition);
    if (terms.areOver(partition, present) && free) {
      drop(partition);
      return;
    }
    for (Terms.Overdue overdue : terms.overdue(partition, present)) {
      delete(partition, overdue, Objects.requireNonNull(kept.get(overdue.node())).name());
    }
  }

  private void drop(Partition partition) {
    long count = partitions.messages(partition);
    long bytes = partitions.bytes(partition);
    for (int tries = 1; ; tries++) {
      long began = System.nanoTime();
      try {
        boolean dropped =
            transaction.execute(_ -> {
              jdbc.sql(LOCK_OWN).update();
              jdbc.sql(LOCK_HOLDS).update();
              partitions.lock(partition);
              // What was true before the messages were counted need not be now.
              if (partitions.hasWork(partition) || holds.hold(partition)) {
                return false;
              }
              jdbc.sql(LOCK_PARENTS_SOON).update();
              partitions.drop(partition);
              record(
                  new RetentionRuns.Gone(
                      RetentionRuns.What.PARTITION, partition.label(), count, bytes, since(began)));
              return true;
            });
        if (dropped) {
          log.info("Dropped partition {} with {} messages", partition.label(), count);
        }
        return;
      } catch (DataAccessException busy) {
        if (!DatabaseTrouble.passing(busy)) {
          throw busy;
        }
        if (tries == TRIES) {
          log.warn("Partition {} is in use; the next run drops it", partition.label(), busy);
          return;
        }
      }
    }
  }

  /** Some at a time, so that none of it is in anybody's way. */
  private void delete(Partition partition, Terms.Overdue overdue, String node) {
    long began = System.nanoTime();
    long gone = 0;
    UUID after = partition.first();
    while (true) {
      List<UUID> ids = overdue(partition, overdue, after);
      if (ids.isEmpty()) {
        break;
      }
      transaction.executeWithoutResult(_ -> {
        remnants.forEach(each -> each.erase(ids));
        messages.delete(ids);
      });
      gone += ids.size();
      after = ids.getLast();
    }
    if (gone > 0) {
      RetentionRuns.Gone what =
          new RetentionRuns.Gone(RetentionRuns.What.NODE, node, gone, null, since(began));
      transaction.executeWithoutResult(_ -> record(what));
      log.info("Deleted {} messages of {}, which keeps them for a shorter time", gone, node);
    }
  }

  private List<UUID> overdue(Partition partition, Terms.Overdue overdue, UUID after) {
    return jdbc.sql(
            """
            select m.id from %s m
            where m.node_id = :node and m.id >= :after and m.id < :before
              and not exists (select from task where task.id = m.id)
              and not exists (select from answer_outbox o where o.message_id = m.id)
              and not exists (%s)
            order by m.id limit %d
            """
                .formatted(partition.table("message"), LegalHolds.OF_MESSAGE, AT_ONCE))
        .param("node", overdue.node())
        .param("after", after)
        .param("before", Partition.firstOf(overdue.before()))
        .query(UUID.class)
        .list();
  }

  private void record(RetentionRuns.Gone gone) {
    runs.add(gone);
    String kind = gone.what() == RetentionRuns.What.PARTITION ? "partition" : "node";
    audit.record(
        Act.of("messages.expired", kind, gone.subject()).with(Map.of("messages", gone.messages())));
  }

  private static long since(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }
}
