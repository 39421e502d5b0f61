package dev.herald.server.dispatch;

import dev.herald.channel.Connector;
import dev.herald.channel.SendResult;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.server.dispatch.echo.KeptAnswer;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.OutcomeInquiry;
import dev.herald.server.task.TraceEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks providers about messages whose outcome is unknown: those that are due, and one that a person
 * asks about.
 */
@Component
class Inquiry implements OutcomeInquiry {
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Decisions decisions;
  private final Clock clock;

  Inquiry(Sources sources, ConnectorCatalog connectors, Decisions decisions, Clock clock) {
    this.sources = sources;
    this.connectors = connectors;
    this.decisions = decisions;
    this.clock = clock;
  }

  private record Respondent(Source source, Connector connector) {}

  /** Whoever asks by hand does so again when it pleases them, so nothing is due after it. */
  @Override
  public Optional<TraceEvent> ask(MessageTask task) {
    return switch (about(task)) {
      case AttemptOutcome.Told told ->
          Optional.ofNullable(decisions.on(told, task, clock.instant(), 0).event())
              .map(TraceEvent::withoutNext);
      case AttemptOutcome _ -> Optional.empty();
    };
  }

  AttemptOutcome about(MessageTask task) {
    return respondent(task)
        .<AttemptOutcome>map(respondent -> ask(task, respondent))
        .orElseGet(AttemptOutcome.NobodyToAsk::new);
  }

  private Optional<Respondent> respondent(MessageTask task) {
    return Optional.ofNullable(task.lastSource())
        .flatMap(sources::find)
        .flatMap(source ->
            (task.message().context().goesToStandIns()
                    ? connectors.standIn(source)
                    : connectors.serving(source))
                .filter(connector -> connector.description().traceable())
                .map(connector -> new Respondent(source.source(), connector)));
  }

  private AttemptOutcome ask(MessageTask task, Respondent respondent) {
    long begun = System.nanoTime();
    MessageContext context = task.message().context();
    SendResult result =
        KeptAnswer.to(context.route().destination(), null, context.data())
            .of(
                respondent.connector.trace(
                    new SentMessage(
                        task.id(),
                        respondent.source,
                        context.route().destination(),
                        task.providerId(),
                        Objects.requireNonNullElseGet(task.startedAt(), clock::instant),
                        Objects.requireNonNullElse(task.callId(), task.id()))));
    TraceEvent.Call call =
        Calls.of(
            result,
            task.attempt(),
            respondent.source.id(),
            Duration.ofNanos(System.nanoTime() - begun));
    return new AttemptOutcome.Told(result, call);
  }
}
