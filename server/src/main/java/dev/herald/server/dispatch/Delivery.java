package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Exchange;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.server.lane.HeldTask;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.ConnectorSettings;
import dev.herald.server.task.Leg;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TaskStore;
import dev.herald.server.task.TraceEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls the provider and acts on the verdict. */
@Component
class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final ConnectorCatalog connectors;
  private final TaskStore store;
  private final DispatchSettings settings;
  private final Duration deadline;
  private final Judge judge;
  private final Clock clock;

  Delivery(
      ConnectorCatalog connectors,
      TaskStore store,
      DispatchSettings settings,
      ConnectorSettings calls,
      Clock clock) {
    this.connectors = connectors;
    this.store = store;
    this.settings = settings;
    this.deadline = calls.deadline();
    this.judge = new Judge(settings.retry());
    this.clock = clock;
  }

  Settlement deliver(HeldTask held, Turn.Granted granted, Content content) {
    MessageTask task = held.task();
    ConfiguredSource source = granted.source();
    Optional<Connector> connector = connectors.find(source.source().connector());
    if (connector.isEmpty()) {
      return trouble(task, "there is no connector '%s'".formatted(source.source().connector()));
    }
    if (!mayCall(held, source)) {
      return Endings.postponed(
          task,
          clock.instant(),
          clock.instant(),
          false,
          "the process could not prove that it still owns the message",
          null);
    }
    Leg leg = task.message().context().leg();
    Message message =
        new Message(
            task.id(), task.attempt(), leg.channel(), source.source(), content, leg.destination());
    long begun = System.nanoTime();
    granted.passage().calls();
    SendResult result = send(connector.get(), message);
    granted.passage().answered(result);
    TraceEvent.Call call =
        Calls.of(
            result,
            task.attempt(),
            source.source().id(),
            Duration.ofNanos(System.nanoTime() - begun));
    spare(granted.passage(), result);
    return settle(task, source, result, call);
  }

  /**
   * Whether the call would end before others may adopt the task, and is marked where it must be.
   */
  private boolean mayCall(HeldTask held, ConfiguredSource source) {
    return held.owner().holdsFor(deadline)
        && (source.ambiguity() == AmbiguityPolicy.RESEND
            || (store.start(held.task(), held.owner().id(), source.source().id())
                && held.owner().holdsFor(deadline)));
  }

  private static SendResult send(Connector connector, Message message) {
    try {
      return connector.send(message);
    } catch (RuntimeException bug) {
      log.error("Connector {} threw on {}", connector.description().name(), message, bug);
      return new SendResult.Unknown(
          "an error inside the connector (%s)".formatted(bug.getClass().getSimpleName()),
          Exchange.NONE);
    }
  }

  /** Leaves a source alone that says it can't. */
  private void spare(Passage passage, SendResult result) {
    if (result instanceof SendResult.Throttled throttled
        && throttled.scope() == SendResult.Throttled.Scope.SOURCE) {
      passage.closeSource(throttled.after());
    } else if (result instanceof SendResult.Rejected rejected
        && (rejected.rejection() == Rejection.CREDENTIALS
            || rejected.rejection() == Rejection.QUOTA)) {
      passage.closeSource(settings.sourceRest());
    }
  }

  private Settlement settle(
      MessageTask task, ConfiguredSource source, SendResult result, TraceEvent.Call call) {
    Instant now = clock.instant();
    String reason = Calls.reason(result);
    double random = ThreadLocalRandom.current().nextDouble();
    return switch (judge.judge(result, task.attempt(), source.ambiguity(), random)) {
      case Verdict.Done _ -> Endings.finished(task, now, MessageState.SENT, reason, call);
      case Verdict.Again(Duration after, boolean counts) ->
          Endings.postponed(task, now, now.plus(after), counts, reason, call);
      case Verdict.GiveUp(String why) -> Endings.failed(task, now, why, call);
      case Verdict.Hold _ ->
          Endings.held(
              task, now, now, 0, reason + "; a repeat could be a double, so it is held", call);
    };
  }

  /** Something other than the provider is wrong: an attempt, since it can't go on for ever. */
  Settlement trouble(MessageTask task, String reason) {
    Instant now = clock.instant();
    return switch (judge.later(task.attempt(), ThreadLocalRandom.current().nextDouble(), reason)) {
      case Verdict.Again(Duration after, boolean counts) ->
          Endings.postponed(task, now, now.plus(after), counts, reason, null);
      case Verdict.GiveUp(String why) -> Endings.failed(task, now, why, null);
      case Verdict.Done _, Verdict.Hold _ ->
          throw new IllegalStateException("not a verdict on trouble");
    };
  }
}
