package dev.herald.server.task.store;

import dev.herald.server.platform.Durations;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.Escalation;
import dev.herald.server.task.EscalationStep;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Uses the next channel of messages that nothing was told of in time, whether a task of them is
 * left or not. That it goes on, and the message by the next channel, are written in one
 * transaction.
 */
@Component
public class Escalations {
  private static final int MOST = 100;
  private static final String DUE =
      """
      select message_id from escalation where due_at <= now()
      order by due_at limit %d for update skip locked
      """
          .formatted(MOST);
  private static final String TASKS =
      """
      select id, state, sequence, owner is not null as in_hands, due_at, attempts, waits_for_code,
        null as latest
      from task where id = any(?) order by id for update
      """;
  private static final String LAST =
      """
      select distinct on (message_id) message_id as id, state, sequence, false as in_hands,
        null::timestamptz as due_at, 0 as attempts, null as waits_for_code, reason_code as latest
      from event where message_id = any(?) order by message_id, sequence desc
      """;
  private static final String MESSAGES =
      "select %s from message m where m.id = any(?) order by m.id".formatted(MessageRows.COLUMNS);
  private static final String END = "delete from task where id = any(?)";
  private static final String TELL = "update task set sequence = sequence + 1 where id = any(?)";
  private static final String FORGET = "delete from escalation where message_id = any(?)";

  private final Transactions transactions;
  private final MessageRows messages;
  private final StoreListener listener;
  private final Clock clock;

  Escalations(
      Transactions transactions, MessageRows messages, StoreListener listener, Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.listener = listener;
    this.clock = clock;
  }

  private record Standing(EscalationStep.Place place, int sequence, boolean hasTask) {}

  private record Going(NewMessage message, Standing standing, NewMessage next, TraceEvent event) {}

  /**
   * @return whether there may be more that are due
   */
  public boolean escalate() {
    Instant now = clock.instant();
    List<Going> gone = new ArrayList<>();
    int looked =
        transactions.run("escalate messages", connection -> escalate(connection, now, gone));
    for (Going going : gone) {
      NewMessage next = going.next;
      listener.saved(
          List.of(
              new Submission(
                  next.requestId(), next.ownership().applicationId(), null, List.of(next))),
          List.of(new Saved.Accepted(new Saved.Ack(next.requestId(), List.of(line(next))))));
      listener.appended(going.message.id(), going.standing.place.state(), going.event);
    }
    return looked == MOST;
  }

  private int escalate(Connection connection, Instant now, List<Going> gone) throws SQLException {
    List<UUID> due = due(connection);
    if (due.isEmpty()) {
      return 0;
    }
    Map<UUID, Standing> standings = standings(connection, due);
    List<UUID> done = new ArrayList<>(due);
    List<EscalationRows.Later> later = new ArrayList<>();
    List<Going> going = new ArrayList<>();
    for (NewMessage message : read(connection, due)) {
      Escalation rule = message.context().escalation();
      Standing standing = standings.get(message.id());
      if (rule == null || standing == null || message.context().fallback().isEmpty()) {
        continue;
      }
      switch (EscalationStep.of(standing.place, rule, now)) {
        case EscalationStep.Goes(MessageState after) ->
            going.add(going(message, standing, rule, after, now));
        case EscalationStep.Waits(Instant until) ->
            later.add(new EscalationRows.Later(message.id(), until));
        case EscalationStep.Ends _ -> {}
      }
    }
    Set<UUID> appended = append(connection, going);
    for (Going each : going) {
      if (appended.contains(each.message.id())) {
        gone.add(each);
      } else {
        // A receipt came at the same time: look at it.
        later.add(new EscalationRows.Later(each.message.id(), now));
      }
    }
    start(connection, gone);
    EscalationRows.wait(connection, later);
    later.forEach(each -> done.remove(each.messageId()));
    execute(connection, FORGET, done);
    return due.size();
  }

  private static Going going(
      NewMessage message, Standing standing, Escalation rule, MessageState after, Instant now) {
    NewMessage next = message.byNextChannel(Origin.Kind.ESCALATION);
    TraceEvent event =
        new TraceEvent(
            now,
            TraceEvent.Kind.DECISION,
            after,
            new TraceReason.Escalated(
                Durations.print(rule.after()),
                rule.unless().name(),
                next.context().route().channel().name()),
            null,
            null,
            next.id(),
            null);
    return new Going(message, standing, next, event);
  }

  private static Set<UUID> append(Connection connection, List<Going> going) throws SQLException {
    return going.isEmpty()
        ? Set.of()
        : EventRows.appendAll(
            connection,
            going.stream()
                .map(each ->
                    new EventRows.Placed(each.message.id(), each.standing.sequence + 1, each.event))
                .toList());
  }

  private void start(Connection connection, List<Going> gone) throws SQLException {
    if (gone.isEmpty()) {
      return;
    }
    List<UUID> ended = new ArrayList<>();
    List<UUID> told = new ArrayList<>();
    for (Going each : gone) {
      if (each.standing.hasTask) {
        (each.event.state() == each.standing.place.state() ? told : ended).add(each.message.id());
      }
    }
    execute(connection, END, ended);
    execute(connection, TELL, told);
    messages.insert(
        connection, gone.stream().map(each -> new MessageRows.Fresh(each.next, null)).toList());
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

  private static List<UUID> due(Connection connection) throws SQLException {
    List<UUID> due = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(DUE);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        due.add(row.getObject(1, UUID.class));
      }
    }
    return due;
  }

  /** By its task, which stays locked, or else by its last event. */
  private static Map<UUID, Standing> standings(Connection connection, List<UUID> ids)
      throws SQLException {
    Map<UUID, Standing> standings = new HashMap<>();
    for (String query : List.of(TASKS, LAST)) {
      try (PreparedStatement statement = connection.prepareStatement(query)) {
        statement.setArray(1, array(connection, ids));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            standings.putIfAbsent(
                row.getObject("id", UUID.class), standing(row, query.equals(TASKS)));
          }
        }
      }
    }
    return standings;
  }

  private static Standing standing(ResultSet row, boolean hasTask) throws SQLException {
    return new Standing(
        new EscalationStep.Place(
            MessageState.valueOf(row.getString("state")),
            row.getBoolean("in_hands"),
            MessageRows.instant(row, "due_at"),
            row.getInt("attempts"),
            row.getString("waits_for_code"),
            row.getString("latest")),
        row.getInt("sequence"),
        hasTask);
  }

  private List<NewMessage> read(Connection connection, List<UUID> ids) throws SQLException {
    List<NewMessage> read = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(MESSAGES)) {
      statement.setArray(1, array(connection, ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          read.add(messages.read(row));
        }
      }
    }
    return read;
  }

  private static void execute(Connection connection, String change, Collection<UUID> ids)
      throws SQLException {
    if (!ids.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(change)) {
        statement.setArray(1, array(connection, ids));
        statement.executeUpdate();
      }
    }
  }

  private static Array array(Connection connection, Collection<UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }
}
