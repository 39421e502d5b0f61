package dev.herald.server.resend;

import dev.herald.channel.Channel;
import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.intake.CallerKey;
import dev.herald.server.intake.Incoming;
import dev.herald.server.intake.Intake;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.message.MessageDesk;
import dev.herald.server.message.MessageReach;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.Route;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends a message again, as a new one; each caller only its own. */
@Component
class MessageResend {
  private final MessageReach reach;
  private final Intake intake;
  private final ResendTimes times;
  private final ResendWays ways;
  private final Applications applications;

  MessageResend(
      MessageReach reach,
      Intake intake,
      ResendTimes times,
      ResendWays ways,
      Applications applications) {
    this.reach = reach;
    this.intake = intake;
    this.times = times;
    this.ways = ways;
    this.applications = applications;
  }

  /**
   * One channel that a message could be sent again by.
   *
   * @param destination masked; null where there is no way
   * @param problem why there is no way
   */
  record ResendChannel(
      String channel, @Nullable String destination, @Nullable WordedReason problem) {}

  List<ResendChannel> channels(Caller caller, UUID id) {
    return ways.all(reach.message(caller, id).message()).stream()
        .map(way ->
            switch (way) {
              case ResendWays.ResendWay.Open(Route route) ->
                  new ResendChannel(route.channel().name(), route.destination().masked(), null);
              case ResendWays.ResendWay.Closed(Channel channel, Reason reason) ->
                  new ResendChannel(channel.name(), null, WordedReason.of(reason));
            })
        .toList();
  }

  /**
   * @param channel null: the message's own
   */
  Saved.Ack resend(Caller caller, UUID id, @Nullable String channel, @Nullable String key) {
    MessageRecord found = reach.message(caller, id);
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    if (channel != null) {
      request.put("channel", channel);
    }
    return intake
        .accept(
            new Incoming.Derived(
                found.message().ownership().applicationId(),
                CallerKey.ofCall("resend " + id, key),
                request,
                () -> again(found, channel, caller.name())))
        .ack();
  }

  private Incoming.Derivation again(MessageRecord found, @Nullable String channel, String actor) {
    if (found.state() == MessageState.PENDING || found.state() == MessageState.SENDING) {
      throw new RequestProblem.Conflict(new ProblemReason.MessageUnderWay(found.state().name()));
    }
    if (found.state() == MessageState.DIGESTED) {
      throw new RequestProblem.Conflict(new ProblemReason.MessageInDigest());
    }
    MessageContext context =
        channel == null ? found.message().context() : by(found.message(), channel);
    return again(found.message(), context, actor);
  }

  /**
   * Sends a message again as it was, as a new message that counts against its application's
   * allowances.
   */
  IntakeResult resend(NewMessage first, String actor, CallerKey key) {
    return intake.accept(
        new Incoming.Derived(
            first.ownership().applicationId(),
            key,
            JsonNodeFactory.instance.objectNode(),
            () -> again(first, first.context(), actor)));
  }

  /** A new message that names the first. */
  private Incoming.Derivation again(NewMessage first, MessageContext context, String actor) {
    MessageDesk.requireOpen(first);
    UUID requestId = Ids.next();
    Application application = applications.get(first.ownership().applicationId());
    NewMessage again =
        new NewMessage(
            Ids.next(),
            requestId,
            first.ownership(),
            first.lane(),
            actor,
            null,
            times.expiry(first),
            null,
            new Origin(Origin.Kind.RESEND, first.id()),
            context);
    return new Incoming.Derivation(
        first.lane(),
        application,
        new Submission(requestId, application.id(), null, List.of(again)));
  }

  private MessageContext by(NewMessage message, String channel) {
    ResendWays.ResendWay way = ways.by(message, channel(channel));
    return switch (way) {
      case ResendWays.ResendWay.Open(Route route) -> message.context().by(route);
      case ResendWays.ResendWay.Closed(Channel _, Reason reason) ->
          throw new RequestProblem.Invalid(
              "channel", new SubmissionFault.ChannelUnreachable(reason));
    };
  }

  private static Channel channel(String name) {
    try {
      return new Channel(name);
    } catch (IllegalArgumentException _) {
      throw new RequestProblem.Invalid("channel", new SubmissionFault.ChannelNotText());
    }
  }
}
