package dev.herald.server.dispatch;

import dev.herald.channel.Connector;
import dev.herald.channel.SendResult;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks providers about messages whose outcome is unknown. */
@Component
class Inquiry {
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final RetryPolicy schedule;
  private final Clock clock;

  Inquiry(Sources sources, ConnectorCatalog connectors, DispatchSettings settings, Clock clock) {
    this.sources = sources;
    this.connectors = connectors;
    this.schedule = settings.inquiry().policy();
    this.clock = clock;
  }

  private record Respondent(Source source, Connector connector) {}

  Settlement ask(MessageTask task) {
    return respondent(task.lastSource())
        .map(respondent -> ask(task, respondent))
        .orElseGet(() -> leave(task, "the provider can't be asked; a person decides", null));
  }

  private Optional<Respondent> respondent(@Nullable UUID sourceId) {
    return Optional.ofNullable(sourceId)
        .flatMap(sources::find)
        .map(ConfiguredSource::source)
        .flatMap(source ->
            connectors
                .find(source.connector())
                .filter(connector -> connector.description().traceable())
                .map(connector -> new Respondent(source, connector)));
  }

  private Settlement ask(MessageTask task, Respondent respondent) {
    long begun = System.nanoTime();
    SendResult result =
        respondent.connector.trace(
            new SentMessage(
                task.id(),
                respondent.source,
                task.message().context().leg().destination(),
                null,
                Objects.requireNonNullElseGet(task.startedAt(), clock::instant)));
    TraceEvent.Call call =
        Calls.of(
            result,
            task.attempt(),
            respondent.source.id(),
            Duration.ofNanos(System.nanoTime() - begun));
    Instant now = clock.instant();
    return switch (result) {
      case SendResult.Accepted _ ->
          Endings.finished(task, now, MessageState.SENT, "the provider has it after all", call);
      case SendResult.Rejected rejected ->
          Endings.finished(task, now, MessageState.UNDELIVERED, rejected.reason(), call);
      case SendResult.Throttled _, SendResult.Retryable _, SendResult.Unknown _ ->
          askAgain(task, now, Calls.reason(result), call);
    };
  }

  /** Asks later, or leaves it to a person when it was asked often enough. */
  Settlement askAgain(
      MessageTask task, Instant now, String reason, TraceEvent.@Nullable Call call) {
    int queries = task.queries() + 1;
    return schedule
        .after(queries, ThreadLocalRandom.current().nextDouble())
        .map(pause -> Endings.held(task, now, now.plus(pause), queries, reason, call))
        .orElseGet(() ->
            leave(task, reason + "; asked %d times, a person decides".formatted(queries), call));
  }

  private Settlement leave(MessageTask task, String reason, TraceEvent.@Nullable Call call) {
    return Endings.finished(task, clock.instant(), MessageState.UNKNOWN, reason, call);
  }
}
