package dev.herald.server.statistics;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.StoreListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what happens in each minute, in memory; {@link StatisticsFlush} writes it down every two
 * seconds. A process that dies takes its last two seconds of statistics with it, never a message.
 */
@Component
public class StatisticsCounter implements StoreListener {
  static final UUID NO_SOURCE = new UUID(0, 0);

  private final Clock clock;
  private Map<Cell, Count> counts = new HashMap<>();

  public StatisticsCounter(Clock clock) {
    this.clock = clock;
  }

  /** What a fact was. */
  enum Fact {
    ACCEPTED,
    CALLED,
    ENDED,
    RETRIED
  }

  /** A row of the table. */
  record Cell(
      Instant minute,
      Fact fact,
      String lane,
      String channel,
      UUID source,
      String state,
      String outcome) {}

  /** Its figures. */
  public static final class Count {
    long count;
    long @Nullable [] latency;

    public long count() {
      return count;
    }

    void add(@Nullable Duration took) {
      count++;
      if (took != null) {
        latency = latency == null ? new long[Latencies.BUCKETS] : latency;
        latency[Latencies.bucket(took)]++;
      }
    }

    void add(Count other) {
      count += other.count;
      if (other.latency != null) {
        latency = latency == null ? new long[Latencies.BUCKETS] : latency;
        for (int i = 0; i < latency.length; i++) {
          latency[i] += other.latency[i];
        }
      }
    }
  }

  @Override
  public synchronized void saved(List<Submission> submissions, List<Saved> saved) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    for (int i = 0; i < submissions.size(); i++) {
      if (saved.get(i) instanceof Saved.Accepted(Saved.Ack ack)) {
        accepted(minute, submissions.get(i).messages(), ack.messages());
      }
    }
  }

  /** Messages and their lines come in one order; other lines are of messages that were before. */
  private void accepted(Instant minute, List<NewMessage> messages, List<Saved.Line> lines) {
    Iterator<NewMessage> rest = messages.iterator();
    for (Saved.Line line : lines) {
      if (!line.duplicate()) {
        NewMessage message = rest.next();
        while (!message.id().equals(line.id())) {
          message = rest.next();
        }
        count(minute, Fact.ACCEPTED, message, null, "", null);
      }
    }
  }

  @Override
  public synchronized void settled(List<Settlement> settlements) {
    settlements.forEach(this::settled);
  }

  private void settled(Settlement settlement) {
    switch (settlement) {
      case Settlement.Finished finished -> told(finished, finished.event());
      case Settlement.Postponed postponed -> told(postponed, postponed.event());
      case Settlement.Deferred _ -> {}
    }
  }

  private void told(Settlement settlement, TraceEvent event) {
    NewMessage message = settlement.task().message();
    TraceEvent.Call call = event.kind() == TraceEvent.Kind.ATTEMPT ? event.call() : null;
    Instant minute = event.at().truncatedTo(ChronoUnit.MINUTES);
    if (call != null) {
      count(minute, Fact.CALLED, message, call, "", null);
    }
    if (settlement instanceof Settlement.Finished) {
      count(minute, Fact.ENDED, message, call, event.state().name(), took(message, event));
    } else if (event.state() == MessageState.UNKNOWN) {
      count(minute, Fact.ENDED, message, call, event.state().name(), null);
    } else if (call != null) {
      count(minute, Fact.RETRIED, message, call, "", null);
    }
  }

  private static @Nullable Duration took(NewMessage message, TraceEvent event) {
    if (event.state() != MessageState.SENT) {
      return null;
    }
    Instant due = message.dueAt();
    return Duration.between(due == null ? Ids.madeAt(message.id()) : due, event.at());
  }

  private void count(
      Instant minute,
      Fact fact,
      NewMessage message,
      TraceEvent.@Nullable Call call,
      String state,
      @Nullable Duration took) {
    if (message.context().goesToStandIns()) {
      return; // A test says nothing of how sending goes.
    }
    UUID source = call == null ? null : call.sourceId();
    Cell cell =
        new Cell(
            minute,
            fact,
            message.lane(),
            message.context().route().channel().name(),
            source == null ? NO_SOURCE : source,
            state,
            call == null ? "" : call.outcome());
    counts.computeIfAbsent(cell, _ -> new Count()).add(took);
  }

  /** What was counted since; begins anew. */
  public synchronized Map<Cell, Count> take() {
    Map<Cell, Count> taken = counts;
    counts = new HashMap<>();
    return taken;
  }

  /** What could not be written down. */
  synchronized void giveBack(Map<Cell, Count> taken) {
    taken.forEach((cell, count) -> counts.computeIfAbsent(cell, _ -> new Count()).add(count));
  }
}
