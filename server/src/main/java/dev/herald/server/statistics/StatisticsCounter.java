package dev.herald.server.statistics;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.StoreListener;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what happens in each minute, in memory; {@link StatisticsFlush} writes it down every two
 * seconds. What a process that dies had not written is counted anew by {@link Recount}, by the same
 * rules: they stand here and there.
 */
@Component
public class StatisticsCounter implements StoreListener {
  private Map<RollupKey, Long> counts = new HashMap<>();
  private Map<Counted.LatencyKey, long[]> latencies = new HashMap<>();
  private List<Counted.Appended> appended = new ArrayList<>();

  @Override
  public synchronized void saved(List<Submission> submissions, List<Saved> saved) {
    for (int i = 0; i < submissions.size(); i++) {
      if (saved.get(i) instanceof Saved.Accepted(Saved.Ack ack)) {
        accepted(submissions.get(i).messages(), ack.messages());
      }
    }
  }

  /** Messages and their lines come in one order; other lines are of messages that were before. */
  private void accepted(List<NewMessage> messages, List<Saved.Line> lines) {
    Iterator<NewMessage> rest = messages.iterator();
    for (Saved.Line line : lines) {
      if (!line.duplicate()) {
        NewMessage message = rest.next();
        while (!message.id().equals(line.id())) {
          message = rest.next();
        }
        accepted(message);
      }
    }
  }

  private void accepted(NewMessage message) {
    if (isCounted(message)) {
      add(key(Ids.madeAt(message.id()), Fact.ACCEPTED, message, null, "", "", ""));
    }
  }

  /** A test says nothing of how sending goes. */
  private static boolean isCounted(NewMessage message) {
    return !message.context().goesToStandIns();
  }

  @Override
  public synchronized void settled(List<Settlement> settlements) {
    for (Settlement settlement : settlements) {
      TraceEvent event = settlement.event();
      if (event != null && isCounted(settlement.task().message())) {
        told(settlement, event);
      }
    }
  }

  private void told(Settlement settlement, TraceEvent event) {
    NewMessage message = settlement.task().message();
    TraceEvent.Call call = event.call();
    UUID source = call == null ? settlement.task().lastSource() : call.sourceId();
    String outcome = call != null && event.kind() == TraceEvent.Kind.ATTEMPT ? call.outcome() : "";
    if (!outcome.isEmpty()) {
      add(key(event.at(), Fact.CALLED, message, source, "", outcome, ""));
    }
    if (hasEnded(settlement)) {
      String state = state(settlement, event);
      add(key(event.at(), Fact.ENDED, message, source, state, outcome, reason(state, event)));
      took(message, event, source);
    } else if (!outcome.isEmpty() && event.state() == MessageState.PENDING) {
      String why = innermost(event.reason());
      add(key(event.at(), Fact.RETRIED, message, source, "", outcome, why));
    }
  }

  /** Asking again about what is unknown makes nothing more unknown. */
  private static boolean hasEnded(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Finished _ -> true;
      case Settlement.Waiting waiting ->
          waiting.state() == MessageState.UNKNOWN && waiting.task().state() != MessageState.UNKNOWN;
    };
  }

  private static String state(Settlement settlement, TraceEvent event) {
    return settlement instanceof Settlement.Finished finished && finished.next() != null
        ? RollupKey.FELL_BACK
        : event.state().name();
  }

  /** Of what went wrong. */
  static String reason(String state, TraceEvent event) {
    return state.equals(MessageState.SENT.name()) || state.equals(MessageState.DELIVERED.name())
        ? ""
        : innermost(event.reason());
  }

  /** What is behind "given up" and "goes on by another channel". */
  private static String innermost(Reason reason) {
    return reason.parameters().get("why") instanceof Reason why ? innermost(why) : reason.code();
  }

  private void took(NewMessage message, TraceEvent event, @Nullable UUID source) {
    if (event.state() == MessageState.SENT) {
      Instant due = message.dueAt();
      Instant from = due == null ? Ids.madeAt(message.id()) : due;
      var key =
          new Counted.LatencyKey(
              event.at().truncatedTo(ChronoUnit.MINUTES),
              message.lane(),
              message.context().route().channel().name(),
              source == null ? RollupKey.NONE : source);
      int bucket = Latencies.bucket(Duration.between(from, event.at()));
      latencies.computeIfAbsent(key, _ -> new long[Latencies.BUCKETS])[bucket]++;
    }
  }

  @Override
  public synchronized void appended(UUID messageId, MessageState before, TraceEvent event) {
    if (event.state() != before) {
      appended.add(new Counted.Appended(messageId, event));
    }
  }

  private static RollupKey key(
      Instant at,
      Fact fact,
      NewMessage message,
      @Nullable UUID source,
      String state,
      String outcome,
      String reason) {
    NewMessage.Ownership of = message.ownership();
    return new RollupKey(
        at.truncatedTo(ChronoUnit.MINUTES),
        fact,
        new RollupKey.Whose(
            of.applicationId(),
            of.nodeId(),
            of.tenantId(),
            message.lane(),
            message.context().route().channel().name()),
        source == null ? RollupKey.NONE : source,
        state,
        outcome,
        reason);
  }

  private void add(RollupKey key) {
    counts.merge(key, 1L, Long::sum);
  }

  /** What was counted since; begins anew. */
  public synchronized Counted take() {
    Counted taken = new Counted(counts, latencies, appended);
    counts = new HashMap<>();
    latencies = new HashMap<>();
    appended = new ArrayList<>();
    return taken;
  }

  /** What could not be written down. */
  synchronized void giveBack(Counted taken) {
    taken.counts().forEach((key, count) -> counts.merge(key, count, Long::sum));
    taken.latencies().forEach((key, more) -> latencies.merge(key, more, Latencies::sum));
    appended.addAll(taken.appended());
  }
}
