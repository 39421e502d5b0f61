package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import dev.herald.server.cost.Spending;
import dev.herald.server.dispatch.echo.KeptAnswer;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.platform.tracing.Tracing;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorSettings;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TaskStore;
import dev.herald.server.template.Rendering;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Renders what a message says, and calls the provider with it. */
@Component
class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Composition composition;
  private final TaskStore store;
  private final Spending spending;
  private final Tracing tracing;
  private final Duration deadline;

  Delivery(
      Composition composition,
      TaskStore store,
      Spending spending,
      Tracing tracing,
      ConnectorSettings calls) {
    this.tracing = tracing;
    this.spending = spending;
    this.composition = composition;
    this.store = store;
    this.deadline = calls.deadline();
  }

  AttemptOutcome deliver(ClaimedTask claim, SourceSelection.Granted granted) {
    return switch (composition.render(claim.task())) {
      case Rendering.Rendered(var content) -> call(claim, granted, content);
      case Rendering.Failed(Reason reason) -> new AttemptOutcome.Unsayable(reason);
    };
  }

  private AttemptOutcome call(ClaimedTask claim, SourceSelection.Granted granted, Content content) {
    MessageTask task = claim.task();
    ConfiguredSource source = granted.source();
    Optional<Connector> connector = composition.connector(task, source);
    if (connector.isEmpty()) {
      return new AttemptOutcome.Trouble(
          new TraceReason.ConnectorMissing(source.source().connector()));
    }
    if (!mayCall(claim, source)) {
      return new AttemptOutcome.NotYet(Duration.ZERO, new TraceReason.OwnershipUnproven(), true);
    }
    Message message = composition.message(task, source.source(), content);
    long begun = System.nanoTime();
    granted.permit().calls();
    SendResult result =
        KeptAnswer.to(message.destination(), content, task.message().context().data())
            .of(traced(connector.get(), message));
    granted.permit().answered(result);
    if (result instanceof SendResult.Accepted) {
      spending.accepted(task.message(), source.source().id(), message.destination(), content);
    }
    TraceEvent.Call call =
        Calls.of(
            result,
            task.attempt(),
            source.source().id(),
            Duration.ofNanos(System.nanoTime() - begun));
    return new AttemptOutcome.Answered(result, call, source.ambiguity());
  }

  /**
   * Whether the call would end before others may adopt the task, and is marked where it must be.
   * Marking takes time, so the lease is looked at again after it.
   */
  private boolean mayCall(ClaimedTask claim, ConfiguredSource source) {
    return claim.owner().holdsFor(deadline)
        && (source.ambiguity() == AmbiguityPolicy.RESEND
            || (store.start(claim.task(), claim.owner().id(), source.source().id())
                && claim.owner().holdsFor(deadline)));
  }

  private SendResult traced(Connector connector, Message message) {
    try (Tracing.Span span = tracing.call("herald.call")) {
      SendResult result = send(connector, message);
      span.tag("herald.source", message.source().code());
      span.tag("herald.outcome", result.getClass().getSimpleName());
      if (!(result instanceof SendResult.Accepted)) {
        span.failed();
      }
      return result;
    }
  }

  private static SendResult send(Connector connector, Message message) {
    try {
      return connector.send(message);
    } catch (RuntimeException bug) {
      log.error("Connector {} threw on {}", connector.description().name(), message, bug);
      return new SendResult.Unknown(
          Fault.CONTENT,
          new CallReason.ConnectorFailed(bug.getClass().getSimpleName()),
          Exchange.NONE);
    }
  }
}
