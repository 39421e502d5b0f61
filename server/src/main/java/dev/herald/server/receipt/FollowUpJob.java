package dev.herald.server.receipt;

import static java.util.stream.Collectors.groupingBy;

import dev.herald.channel.Connector;
import dev.herald.channel.SentMessage;
import dev.herald.channel.receipt.Report;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks providers what became of messages that they took and told nothing of, until it is final or
 * the definition has no more questions. Messages of one call are asked about together.
 */
@Component
class FollowUpJob {
  private static final Logger log = LoggerFactory.getLogger(FollowUpJob.class);
  private static final int AT_ONCE = 200;

  /** Providers take fewer questions at once than messages. */
  private static final int OF_ONE_SOURCE = 4;

  /** So that no run holds up other jobs for long; the next one goes on. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final FollowUpRows rows;
  private final Messages messages;
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Folding folding;

  FollowUpJob(
      FollowUpRows rows,
      Messages messages,
      Sources sources,
      ConnectorCatalog connectors,
      Folding folding) {
    this.rows = rows;
    this.messages = messages;
    this.sources = sources;
    this.connectors = connectors;
    this.folding = folding;
  }

  void run() {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() - end < 0) {
      int told = rows.forgetTold(AT_ONCE);
      List<FollowUpRows.Due> due = rows.due(AT_ONCE);
      if (due.isEmpty() && told == 0) {
        return;
      }
      ask(due);
    }
  }

  private void ask(List<FollowUpRows.Due> due) {
    List<Asking> askings = new ArrayList<>(due.size());
    List<UUID> nothingToAsk = new ArrayList<>();
    for (FollowUpRows.Due each : due) {
      asking(each).ifPresentOrElse(askings::add, () -> nothingToAsk.add(each.messageId()));
    }
    rows.done(nothingToAsk);
    Map<UUID, Semaphore> turns = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Asking> together : askings.stream().collect(groupingBy(Asking::call)).values()) {
        Semaphore turn =
            turns.computeIfAbsent(
                together.getFirst().source.source().id(), _ -> new Semaphore(OF_ONE_SOURCE));
        threads.execute(() -> follow(together, turn));
      }
    }
  }

  private void follow(List<Asking> together, Semaphore turn) {
    turn.acquireUninterruptibly();
    try {
      follow(together);
    } finally {
      turn.release();
    }
  }

  /** The messages of one call. */
  private void follow(List<Asking> askings) {
    Asking first = askings.getFirst();
    try {
      Map<UUID, Report.Progress> told =
          first.connector.follow(askings.stream().map(Asking::message).toList());
      List<Duration> pauses = first.connector.followsAfter();
      for (Asking each : askings) {
        Report.Progress progress = told.get(each.message.id());
        if (progress != null) {
          folding.answered(each.source, each.message.id(), progress);
          rows.done(List.of(each.message.id()));
        } else if (each.due.tries() < pauses.size()) {
          rows.again(each.message.id(), pauses.get(each.due.tries()));
        } else {
          folding.askedInVain(each.source, each.message.id(), each.due.tries());
          rows.done(List.of(each.message.id()));
        }
      }
    } catch (RuntimeException e) {
      log.warn(
          "Message {} and {} of its call could not be asked about, trying again: {}",
          first.message.id(),
          askings.size() - 1,
          e.toString());
    }
  }

  private record Asking(
      FollowUpRows.Due due, ConfiguredSource source, Connector connector, SentMessage message) {
    /** What is equal among messages that one question may answer for. */
    record Call(UUID source, String connector, UUID call) {}

    Call call() {
      return new Call(source.source().id(), connector.version(), message.callId());
    }
  }

  /** Empty when there is nothing to ask any more, or nobody who could. */
  private Optional<Asking> asking(FollowUpRows.Due due) {
    return messages
        .find(due.messageId())
        .filter(found -> found.state() == MessageState.SENT)
        .filter(found -> !found.message().context().doesNotOpen())
        .flatMap(
            found -> sources.find(due.sourceId()).flatMap(source -> asking(due, found, source)));
  }

  private Optional<Asking> asking(
      FollowUpRows.Due due, MessageRecord found, ConfiguredSource source) {
    NewMessage message = found.message();
    Optional<Connector> connector =
        message.context().goesToStandIns()
            ? connectors.standIn(source)
            : connectors.serving(source);
    return connector.flatMap(
        by -> sent(found, source).map(sent -> new Asking(due, source, by, sent)));
  }

  private static Optional<SentMessage> sent(MessageRecord found, ConfiguredSource source) {
    return found.events().reversed().stream()
        .filter(event -> event.state() == MessageState.SENT && event.call() != null)
        .findFirst()
        .map(event -> sent(found.message(), source, event));
  }

  private static SentMessage sent(NewMessage message, ConfiguredSource source, TraceEvent event) {
    TraceEvent.Call call = event.call();
    TraceEvent.Together together = call == null ? null : call.together();
    return new SentMessage(
        message.id(),
        source.source(),
        message.context().route().destination(),
        call == null ? null : call.providerId(),
        event.at(),
        together == null ? message.id() : together.call());
  }
}
