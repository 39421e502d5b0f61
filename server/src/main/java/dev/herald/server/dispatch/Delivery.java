package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.Source;
import dev.herald.server.lane.HeldTask;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.ConnectorSettings;
import dev.herald.server.task.Leg;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls the provider, and has what came of it decided. */
@Component
class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final ConnectorCatalog connectors;
  private final TaskStore store;
  private final Duration deadline;
  private final Decisions decisions;
  private final Clock clock;

  Delivery(
      ConnectorCatalog connectors,
      TaskStore store,
      Decisions decisions,
      ConnectorSettings calls,
      Clock clock) {
    this.connectors = connectors;
    this.store = store;
    this.deadline = calls.deadline();
    this.decisions = decisions;
    this.clock = clock;
  }

  Happening deliver(HeldTask held, Turn.Granted granted, Content content) {
    MessageTask task = held.task();
    ConfiguredSource source = granted.source();
    Optional<Connector> connector = connector(task, source.source());
    if (connector.isEmpty()) {
      return new Happening.Trouble(
          "there is no connector '%s'".formatted(source.source().connector()));
    }
    if (!mayCall(held, source)) {
      return new Happening.NotYet(
          Duration.ZERO, "the process could not prove that it still owns the message", true);
    }
    Leg leg = task.message().context().leg();
    Message message =
        new Message(
            task.id(), task.trial(), leg.channel(), source.source(), content, leg.destination());
    long begun = System.nanoTime();
    granted.passage().calls();
    SendResult result =
        KeptAnswer.to(leg.destination(), content, task.message().context().data())
            .of(send(connector.get(), message));
    granted.passage().answered(result);
    TraceEvent.Call call =
        Calls.of(
            result,
            task.attempt(),
            source.source().id(),
            Duration.ofNanos(System.nanoTime() - begun));
    return new Happening.Answered(result, call, source.ambiguity());
  }

  private Optional<Connector> connector(MessageTask task, Source source) {
    return task.message().context().goesToStandIns()
        ? connectors.standIn(source.connector())
        : connectors.find(source.connector());
  }

  /**
   * Whether the call would end before others may adopt the task, and is marked where it must be.
   * Marking takes time, so the lease is looked at again after it.
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
          Fault.CONTENT,
          "an error inside the connector (%s)".formatted(bug.getClass().getSimpleName()),
          Exchange.NONE);
    }
  }

  Settlement decide(Happening happening, MessageTask task) {
    return decisions.on(happening, task, clock.instant(), ThreadLocalRandom.current().nextDouble());
  }
}
