package dev.herald.server.task.store;

import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * Puts messages that wait for their recipient's digest into one message. That they went into it and
 * that it exists is written in one transaction: a process that dies leaves all of it or nothing.
 */
@Component
public class Digests {
  /** How many messages go into one digest at most; the next ones go into another. */
  public static final int MOST_MEMBERS = 100;

  private static final int MOST_DIGESTS = 20;

  private static final String DUE =
      """
      select member.digest_key, member.message_id
      from (select distinct digest_key from (
              select digest_key from digest_member where due_at <= now() order by due_at limit %d)
            as first) as due
      cross join lateral (
        select digest_key, message_id from digest_member
        where digest_key = due.digest_key and from_at <= now()
        order by message_id limit %d for update skip locked) as member
      order by member.digest_key, member.message_id
      """
          .formatted(MOST_DIGESTS, MOST_MEMBERS);
  private static final String TASKS =
      """
      select id, sequence, owner is null and state = 'PENDING' as rests
      from task where id = any(?) order by id for update
      """;
  private static final String MESSAGES =
      "select %s from message m where m.id = any(?) order by m.id".formatted(MessageRows.COLUMNS);
  private static final String END = "delete from task where id = any(?)";
  private static final String TOLD = "update task set sequence = 1 where id = any(?)";
  private static final String FORGET = "delete from digest_member where message_id = any(?)";

  private final Transactions transactions;
  private final MessageRows messages;
  private final StoreListener listener;
  private final Clock clock;

  Digests(Transactions transactions, MessageRows messages, StoreListener listener, Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.listener = listener;
    this.clock = clock;
  }

  private record Task(int sequence, boolean rests) {}

  private record Digest(NewMessage message, List<NewMessage> members) {}

  /**
   * Gathers what is due, of some recipients.
   *
   * @param composing of the members of one digest, oldest first, and the time; may leave the last
   *     ones out
   * @return how many messages left their wait; 0: nothing is due, or it is in hands for a moment
   */
  public int gather(BiFunction<List<NewMessage>, Instant, Composed> composing) {
    Instant now = clock.instant();
    Gathered gathered =
        transactions.run("gather digests", connection -> gather(connection, composing, now));
    for (Digest digest : gathered.digests) {
      NewMessage message = digest.message;
      listener.saved(
          List.of(
              new Submission(
                  message.requestId(),
                  message.ownership().applicationId(),
                  null,
                  List.of(message))),
          List.of(new Saved.Accepted(new Saved.Ack(message.requestId(), List.of(line(message))))));
      digest.members.forEach(member ->
          listener.appended(member.id(), MessageState.PENDING, went(digest.message, now)));
    }
    return gathered.left;
  }

  /**
   * A digest.
   *
   * @param members how many of the first are in it, at least 1
   */
  public record Composed(NewMessage message, int members) {}

  private record Gathered(List<Digest> digests, int left) {}

  private Gathered gather(
      Connection connection, BiFunction<List<NewMessage>, Instant, Composed> composing, Instant now)
      throws SQLException {
    Map<UUID, List<UUID>> due = due(connection);
    List<UUID> all = due.values().stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return new Gathered(List.of(), 0);
    }
    Map<UUID, Task> tasks = tasks(connection, all);
    Map<UUID, NewMessage> read = messages(connection, all);
    List<UUID> done = new ArrayList<>();
    List<Digest> digests = new ArrayList<>();
    for (List<UUID> group : due.values()) {
      List<Task> ofGroup = group.stream().filter(tasks::containsKey).map(tasks::get).toList();
      if (!ofGroup.stream().allMatch(Task::rests)) {
        continue;
      }
      List<NewMessage> members = new ArrayList<>();
      for (UUID id : group) {
        NewMessage message = read.get(id);
        if (message != null && tasks.containsKey(id) && goes(message, now)) {
          members.add(message);
        } else {
          done.add(id);
        }
      }
      if (!members.isEmpty()) {
        Composed composed = composing.apply(members, now);
        digests.add(new Digest(composed.message, members.subList(0, composed.members)));
      }
    }
    digests.forEach(digest -> done.addAll(ids(digest.members)));
    write(connection, digests, tasks, now);
    execute(connection, FORGET, done);
    return new Gathered(digests, done.size());
  }

  /** What is over or can't be read is left to its lane, which says so. */
  private static boolean goes(NewMessage message, Instant now) {
    return !message.context().doesNotOpen()
        && (message.expiresAt() == null || message.expiresAt().isAfter(now));
  }

  private void write(
      Connection connection, List<Digest> digests, Map<UUID, Task> tasks, Instant now)
      throws SQLException {
    if (digests.isEmpty()) {
      return;
    }
    List<EventRows.Placed> events = new ArrayList<>();
    List<MessageRows.Fresh> fresh = new ArrayList<>();
    for (Digest digest : digests) {
      fresh.add(new MessageRows.Fresh(digest.message, null));
      events.add(new EventRows.Placed(digest.message.id(), 1, gathers(digest, now)));
      for (NewMessage member : digest.members) {
        int sequence = tasks.getOrDefault(member.id(), new Task(0, true)).sequence + 1;
        events.add(new EventRows.Placed(member.id(), sequence, went(digest.message, now)));
      }
    }
    execute(connection, END, digests.stream().flatMap(d -> ids(d.members).stream()).toList());
    messages.insert(connection, fresh);
    execute(connection, TOLD, digests.stream().map(digest -> digest.message.id()).toList());
    EventRows.insert(connection, events);
  }

  private static TraceEvent went(NewMessage digest, Instant now) {
    return new TraceEvent(
        now,
        TraceEvent.Kind.DECISION,
        MessageState.DIGESTED,
        new TraceReason.WentInDigest(digest.id().toString()),
        null,
        null,
        digest.id(),
        null);
  }

  private static TraceEvent gathers(Digest digest, Instant now) {
    return TraceEvent.decision(
        now,
        MessageState.PENDING,
        new TraceReason.GathersMessages(
            digest.members.size(), ids(digest.members).stream().map(UUID::toString).toList()));
  }

  private static Saved.Line line(NewMessage message) {
    Route route = message.context().route();
    return new Saved.Line(
        message.id(),
        route.channel().name(),
        route.destination().masked(),
        MessageState.PENDING,
        false);
  }

  private static List<UUID> ids(List<NewMessage> messages) {
    return messages.stream().map(NewMessage::id).toList();
  }

  private static Map<UUID, List<UUID>> due(Connection connection) throws SQLException {
    Map<UUID, List<UUID>> due = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(DUE);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        due.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
            .add(row.getObject(2, UUID.class));
      }
    }
    return due;
  }

  private static Map<UUID, Task> tasks(Connection connection, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, Task> tasks = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(TASKS)) {
      statement.setArray(1, array(connection, ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tasks.put(
              row.getObject(1, UUID.class),
              new Task(row.getInt("sequence"), row.getBoolean("rests")));
        }
      }
    }
    return tasks;
  }

  private Map<UUID, NewMessage> messages(Connection connection, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, NewMessage> read = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(MESSAGES)) {
      statement.setArray(1, array(connection, ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          NewMessage message = messages.read(row);
          read.put(message.id(), message);
        }
      }
    }
    return read;
  }

  private static void execute(Connection connection, String change, Collection<UUID> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change)) {
      statement.setArray(1, array(connection, ids));
      statement.executeUpdate();
    }
  }

  private static Array array(Connection connection, Collection<UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }
}
