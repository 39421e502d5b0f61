package dev.herald.server.dispatch;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription.BatchLimit;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.MessageSender.BatchResult;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.NotAccepted;
import dev.herald.server.cost.Spending;
import dev.herald.server.dispatch.Company.Attempted;
import dev.herald.server.dispatch.Company.Attempted.Divided;
import dev.herald.server.dispatch.Company.Attempted.Division;
import dev.herald.server.dispatch.Company.Attempted.Ended;
import dev.herald.server.dispatch.Company.Member;
import dev.herald.server.dispatch.echo.KeptAnswer;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.lane.Peers;
import dev.herald.server.platform.tracing.Tracing;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorSettings;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls a provider with several messages, and tells each what came of it.
 *
 * <p>What a single message is promised holds for each of them: where a double would harm, all are
 * marked as started before the call, and an outcome that nobody knows is unknown for each.
 */
@Component
class BatchDelivery {
  private static final Logger log = LoggerFactory.getLogger(BatchDelivery.class);

  private final Composition composition;
  private final TaskStore store;
  private final Duration deadline;
  private final Clock clock;
  private final Spending spending;
  private final Tracing tracing;

  BatchDelivery(
      Composition composition,
      TaskStore store,
      ConnectorSettings calls,
      Clock clock,
      Spending spending,
      Tracing tracing) {
    this.tracing = tracing;
    this.spending = spending;
    this.composition = composition;
    this.store = store;
    this.deadline = calls.deadline();
    this.clock = clock;
  }

  /**
   * @return what came of the message that makes the call
   */
  Attempted deliver(SourceSelection.Granted granted, Company company) {
    List<Member> going = new ArrayList<>();
    for (Member member : company.members()) {
      if (isExpired(member.claim().task())) {
        company.tell(member, new Ended(new AttemptOutcome.Expired()));
      } else {
        going.add(member);
      }
    }
    List<Member> ready = going.isEmpty() ? going : started(going, granted.source(), company);
    if (!ready.isEmpty()) {
      call(ready, granted, company);
    }
    return company.own();
  }

  private boolean isExpired(MessageTask task) {
    Instant expiry = task.message().expiresAt();
    return expiry != null && !clock.instant().isBefore(expiry);
  }

  /** Those that may go: still owned for long enough, and marked as started where they must be. */
  private List<Member> started(List<Member> going, ConfiguredSource source, Company company) {
    List<Member> ready = new ArrayList<>(going.size());
    ClaimedTask first = going.getFirst().claim();
    boolean held = first.owner().holdsFor(deadline);
    List<Boolean> marked = held && holds(going, source) ? mark(going, source) : List.of();
    boolean still = held && first.owner().holdsFor(deadline);
    for (int i = 0; i < going.size(); i++) {
      if (still && (marked.isEmpty() || marked.get(i))) {
        ready.add(going.get(i));
      } else {
        company.tell(going.get(i), unproven());
      }
    }
    return ready;
  }

  private boolean holds(List<Member> going, ConfiguredSource source) {
    return ambiguity(going, source) == AmbiguityPolicy.HOLD;
  }

  private List<Boolean> mark(List<Member> going, ConfiguredSource source) {
    return store.start(
        going.stream().map(member -> member.claim().task()).toList(),
        going.getFirst().claim().owner().id(),
        source.source().id(),
        going.getFirst().message().id());
  }

  private static Attempted unproven() {
    return new Ended(
        new AttemptOutcome.NotYet(Duration.ZERO, new TraceReason.OwnershipUnproven(), true));
  }

  private AmbiguityPolicy ambiguity(List<Member> going, ConfiguredSource source) {
    BatchLimit limit = connector(going, source).description().batch();
    return going.size() == 1 || limit == null || limit.ambiguity() == null
        ? source.ambiguity()
        : limit.ambiguity();
  }

  private Connector connector(List<Member> going, ConfiguredSource source) {
    return composition
        .connector(going.getFirst().claim().task(), source)
        .orElseThrow(() -> new IllegalStateException("the connector has gone"));
  }

  private void call(List<Member> going, SourceSelection.Granted granted, Company company) {
    Connector connector = connector(going, granted.source());
    List<Message> messages = going.stream().map(Member::message).toList();
    long begun = System.nanoTime();
    granted.permit().calls();
    BatchResult result = traced(connector, messages);
    granted.permit().answered(representative(result));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    if (result instanceof BatchResult.Whole(NotAccepted refused)
        && mayBeOneMessages(refused, messages)) {
      divide(going, company);
      return;
    }
    AmbiguityPolicy ambiguity = ambiguity(going, granted.source());
    UUID source = granted.source().source().id();
    for (int i = 0; i < going.size(); i++) {
      Member member = going.get(i);
      SendResult own = kept(result(result, i), member);
      if (own instanceof SendResult.Accepted) {
        spending.accepted(
            member.claim().task().message(),
            source,
            member.message().destination(),
            member.message().content());
      }
      TraceEvent.Call call =
          Calls.of(own, member.claim().task().attempt(), source, took, together(messages));
      company.tell(member, new Ended(new AttemptOutcome.Answered(own, call, ambiguity)));
    }
  }

  private static TraceEvent.@Nullable Together together(List<Message> messages) {
    return messages.size() == 1
        ? null
        : new TraceEvent.Together(messages.getFirst().id(), messages.size());
  }

  /** Told in the trace of the message that makes the call. */
  private BatchResult traced(Connector connector, List<Message> messages) {
    try (Tracing.Span span = tracing.call("herald.call")) {
      span.tag("herald.source", messages.getFirst().source().code());
      span.tag("herald.messages", String.valueOf(messages.size()));
      BatchResult result = send(connector, messages);
      SendResult told = representative(result);
      span.tag("herald.outcome", told.getClass().getSimpleName());
      if (!(told instanceof SendResult.Accepted)) {
        span.failed();
      }
      return result;
    }
  }

  private static BatchResult send(Connector connector, List<Message> messages) {
    try {
      return messages.size() == 1
          ? new BatchResult.Each(List.of(connector.send(messages.getFirst())))
          : connector.sendTogether(messages);
    } catch (RuntimeException bug) {
      log.error(
          "Connector {} threw on {} messages",
          connector.description().name(),
          messages.size(),
          bug);
      return new BatchResult.Whole(
          new SendResult.Unknown(
              Fault.CONTENT,
              new CallReason.ConnectorFailed(bug.getClass().getSimpleName()),
              Exchange.NONE));
    }
  }

  /** A refusal that says nothing of the source, where the messages are not all alike. */
  private static boolean mayBeOneMessages(NotAccepted refused, List<Message> messages) {
    return messages.size() > 1
        && !(refused instanceof SendResult.Unknown)
        && !refused.fault().isShared()
        && (refused.fault() == Fault.DESTINATION
            || messages.stream().map(Message::content).distinct().count() > 1);
  }

  private static void divide(List<Member> going, Company company) {
    Peers peers = new Peers(going.stream().map(member -> member.message().id()).toList());
    Division division = new Division(Math.ceilDiv(going.size(), 2), peers);
    going.forEach(member -> company.tell(member, new Divided(division)));
  }

  /** What the source is judged by: a success of any, or else a fault that all share. */
  private static SendResult representative(BatchResult result) {
    return switch (result) {
      case BatchResult.Whole(NotAccepted whole) -> whole;
      case BatchResult.Each(List<SendResult> each) ->
          each.stream()
              .filter(one -> one instanceof SendResult.Accepted)
              .findFirst()
              .orElseGet(() ->
                  each.stream()
                      .filter(one -> one instanceof NotAccepted no && no.fault().isShared())
                      .findFirst()
                      .orElse(each.getFirst()));
    };
  }

  private static SendResult result(BatchResult result, int index) {
    return switch (result) {
      case BatchResult.Whole(NotAccepted whole) -> whole;
      case BatchResult.Each(List<SendResult> each) -> each.get(index);
    };
  }

  private static SendResult kept(SendResult result, Member member) {
    return KeptAnswer.to(
            member.message().destination(),
            member.message().content(),
            member.claim().task().message().context().data())
        .of(result);
  }
}
