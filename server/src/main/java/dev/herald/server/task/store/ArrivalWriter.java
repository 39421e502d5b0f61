package dev.herald.server.task.store;

import dev.herald.channel.Reason;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Saves submissions whose callers were answered before: what would have been refused then is saved
 * too, and ends with the reason, so that no id that was given out is unknown.
 *
 * <p>They may come again. A message that is there is left alone, whatever became of it.
 */
@Component
class ArrivalWriter {
  private final Transactions transactions;
  private final IntakeWriter intake;
  private final MessageRows messages;
  private final SettlementWriter settlements;
  private final StoreListener listener;
  private final Clock clock;

  ArrivalWriter(
      Transactions transactions,
      IntakeWriter intake,
      MessageRows messages,
      SettlementWriter settlements,
      StoreListener listener,
      Clock clock) {
    this.transactions = transactions;
    this.intake = intake;
    this.messages = messages;
    this.settlements = settlements;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * What a transaction wrote.
   *
   * @param inserted the messages that are new
   * @param refused those of them that are over
   */
  private record Written(Set<UUID> inserted, Map<UUID, Settlement> refused) {
    boolean isToBeSent(UUID id) {
      return inserted.contains(id) && !refused.containsKey(id);
    }
  }

  List<Saved> write(List<TaskStore.Arrival> arrivals, UUID by) {
    Written written =
        transactions.run("save arrivals", connection -> write(connection, arrivals, by));
    List<Submission> submissions =
        arrivals.stream().map(each -> each.entry().submission()).toList();
    listener.saved(submissions, marked(submissions, id -> !written.inserted.contains(id)));
    listener.settled(List.copyOf(written.refused.values()));
    return marked(submissions, id -> !written.isToBeSent(id));
  }

  private static List<Saved> marked(List<Submission> submissions, Predicate<UUID> marks) {
    return submissions.stream().<Saved>map(submission -> marked(submission, marks)).toList();
  }

  private static Saved.Accepted marked(Submission submission, Predicate<UUID> marks) {
    return new Saved.Accepted(
        new Saved.Ack(
            submission.requestId(),
            Saved.Ack.of(submission, Map.of()).messages().stream()
                .map(line ->
                    marks.test(line.id())
                        ? new Saved.Line(
                            line.id(), line.channel(), line.destination(), line.state(), true)
                        : line)
                .toList()));
  }

  private Written write(Connection connection, List<TaskStore.Arrival> arrivals, UUID by)
      throws SQLException {
    IntakeWriter.Before before =
        intake.claim(
            connection,
            arrivals.stream()
                .filter(each -> each.refusal() == null)
                .map(TaskStore.Arrival::entry)
                .toList());
    Map<UUID, Saved> repeats = intake.repeats(connection, before);
    List<MessageRows.Fresh> fresh = new ArrayList<>();
    Map<UUID, Over> over = new HashMap<>();
    for (TaskStore.Arrival arrival : arrivals) {
      Submission submission = arrival.entry().submission();
      for (NewMessage message : submission.messages()) {
        Over refused =
            over(
                arrival,
                repeats.get(submission.requestId()),
                before.duplicates().get(message.id()));
        if (refused != null) {
          over.put(message.id(), refused);
        }
        UUID owner = message.dueAt() == null ? arrival.entry().owner() : null;
        fresh.add(new MessageRows.Fresh(message, refused == null ? owner : by));
      }
    }
    Set<UUID> inserted = messages.insertNew(connection, fresh);
    FileLinks.insert(
        connection, fresh.stream().filter(each -> inserted.contains(each.message().id())).toList());
    return new Written(inserted, settle(connection, fresh, inserted, over, by));
  }

  /**
   * Why a message is not sent.
   *
   * @param instead the message that stands in its place; null: none
   */
  private record Over(Reason reason, @Nullable UUID instead) {}

  private static @Nullable Over over(
      TaskStore.Arrival arrival, @Nullable Saved repeat, Saved.@Nullable Line duplicate) {
    Reason refusal = arrival.refusal();
    if (refusal != null) {
      return new Over(refusal, null);
    }
    return switch (repeat) {
      case Saved.Replayed(Saved.Ack first) ->
          new Over(new TraceReason.KeyRepeated(first.request().toString()), only(first));
      case Saved.KeyReused(UUID first) ->
          new Over(new TraceReason.KeyTaken(first.toString()), null);
      case Saved.Accepted _ -> throw new IllegalStateException("a repeat was accepted");
      case null ->
          duplicate == null
              ? null
              : new Over(new TraceReason.SaidBefore(duplicate.id().toString()), duplicate.id());
    };
  }

  private static @Nullable UUID only(Saved.Ack first) {
    return first.messages().size() == 1 ? first.messages().getFirst().id() : null;
  }

  private Map<UUID, Settlement> settle(
      Connection connection,
      List<MessageRows.Fresh> fresh,
      Set<UUID> inserted,
      Map<UUID, Over> over,
      UUID by)
      throws SQLException {
    Map<UUID, Settlement> settled = new HashMap<>();
    for (MessageRows.Fresh row : fresh) {
      Over refused = over.get(row.message().id());
      if (refused != null && inserted.contains(row.message().id())) {
        TraceEvent event =
            new TraceEvent(
                clock.instant(),
                TraceEvent.Kind.DECISION,
                MessageState.SUPPRESSED,
                refused.reason,
                null,
                null,
                refused.instead,
                null);
        settled.put(
            row.message().id(),
            new Settlement.Finished(MessageTask.handedOver(row.message()), event, null));
      }
    }
    if (!settled.isEmpty()) {
      List<Boolean> _ =
          settlements.write(
              connection,
              settled.values().stream().map(each -> new SettlementWriter.Item(each, by)).toList());
    }
    return settled;
  }
}
