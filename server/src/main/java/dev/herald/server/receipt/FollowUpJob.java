package dev.herald.server.receipt;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks providers that tell nothing by themselves, until what became of a message is final. */
@Component
class FollowUpJob {
  private static final Logger log = LoggerFactory.getLogger(FollowUpJob.class);
  private static final int AT_ONCE = 16;

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
      List<FollowUpRows.Due> due = rows.due(AT_ONCE);
      if (due.isEmpty()) {
        return;
      }
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        due.forEach(each -> threads.execute(() -> follow(each)));
      }
    }
  }

  private void follow(FollowUpRows.Due due) {
    try {
      Optional<Asking> asking = asking(due);
      if (asking.isEmpty() || isTold(asking.get())) {
        rows.done(due.messageId());
        return;
      }
      List<Duration> pauses = asking.get().connector.followsAfter();
      if (due.tries() < pauses.size()) {
        rows.again(due.messageId(), pauses.get(due.tries()));
      } else {
        rows.done(due.messageId());
      }
    } catch (RuntimeException e) {
      log.warn(
          "Message {} could not be asked about, trying again: {}", due.messageId(), e.toString());
    }
  }

  private record Asking(ConfiguredSource source, Connector connector, SentMessage message) {}

  private boolean isTold(Asking asking) {
    Optional<Report.Progress> told = asking.connector.follow(asking.message);
    told.ifPresent(report -> folding.fold(asking.source, asking.message.id(), report));
    return told.isPresent();
  }

  /** Empty when there is nothing to ask any more, or nobody who could. */
  private Optional<Asking> asking(FollowUpRows.Due due) {
    return messages
        .find(due.messageId())
        .filter(found -> found.state() == MessageState.SENT)
        .filter(found -> !found.message().context().doesNotOpen())
        .flatMap(found -> sources.find(due.sourceId()).flatMap(source -> asking(found, source)));
  }

  private Optional<Asking> asking(MessageRecord found, ConfiguredSource source) {
    NewMessage message = found.message();
    Optional<Connector> connector =
        message.context().goesToStandIns()
            ? connectors.standIn(source)
            : connectors.serving(source);
    return connector.flatMap(by -> sent(found, source).map(sent -> new Asking(source, by, sent)));
  }

  private static Optional<SentMessage> sent(MessageRecord found, ConfiguredSource source) {
    return found.events().reversed().stream()
        .filter(event -> event.state() == MessageState.SENT && event.call() != null)
        .findFirst()
        .map(event -> sent(found.message(), source, event));
  }

  private static SentMessage sent(NewMessage message, ConfiguredSource source, TraceEvent event) {
    TraceEvent.Call call = event.call();
    return new SentMessage(
        message.id(),
        source.source(),
        message.context().route().destination(),
        call == null ? null : call.providerId(),
        event.at());
  }
}
