package dev.herald.server.dispatch;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription.RecallLimit;
import dev.herald.channel.SendResult;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.server.dispatch.echo.KeptAnswer;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageRecall;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TraceEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has providers take messages back, by the source that sent them. */
@Component
class Recalls implements MessageRecall {
  private final Sources sources;
  private final Composition composition;
  private final Clock clock;

  Recalls(Sources sources, Composition composition, Clock clock) {
    this.sources = sources;
    this.composition = composition;
    this.clock = clock;
  }

  @Override
  public Recalled recall(MessageTask task) {
    ConfiguredSource source =
        Optional.ofNullable(task.lastSource()).flatMap(sources::find).orElse(null);
    Connector connector = source == null ? null : composition.connector(task, source).orElse(null);
    RecallLimit limit = connector == null ? null : connector.description().recall();
    if (source == null || connector == null || limit == null) {
      return new Recalled.NotPossible(source == null ? null : source.source().connector());
    }
    if (task.providerId() == null) {
      return new Recalled.WithoutId();
    }
    Instant sentAt = Objects.requireNonNullElseGet(task.startedAt(), clock::instant);
    return limit.isOver(sentAt, clock.instant())
        ? new Recalled.TooLate(Objects.requireNonNull(limit.within()))
        : recall(task, source.source(), connector, sentAt);
  }

  private static Recalled recall(
      MessageTask task, Source source, Connector connector, Instant sentAt) {
    MessageContext context = task.message().context();
    long begun = System.nanoTime();
    SendResult result =
        KeptAnswer.to(context.route().destination(), null, context.data())
            .of(
                connector.recall(
                    new SentMessage(
                        task.id(),
                        source,
                        context.route().destination(),
                        task.providerId(),
                        sentAt,
                        Objects.requireNonNullElse(task.callId(), task.id()))));
    TraceEvent.Call call =
        Calls.of(result, task.attempt(), source.id(), Duration.ofNanos(System.nanoTime() - begun));
    return switch (result) {
      case SendResult.Accepted _ -> new Recalled.Done(call);
      case SendResult.Throttled slower -> new Recalled.NotNow(slower.reason(), slower.after());
      case SendResult.Unknown unknown -> new Recalled.Unanswered(unknown.reason());
      case SendResult.NotAccepted refused -> new Recalled.Refused(refused.reason());
    };
  }
}
