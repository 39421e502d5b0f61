package dev.herald.server.intake;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.intake.allowance.ApplicationCaps;
import dev.herald.server.intake.plan.MessageRequest;
import dev.herald.server.intake.plan.Planner;
import dev.herald.server.intake.plan.Requester;
import dev.herald.server.intake.plan.Senders;
import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.Submission;
import dev.herald.server.task.store.TaskStore;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a submission, plans its messages, and takes their part of what its application may send.
 */
@Component
class Preparation {
  private static final String KEY = "idempotencyKey";

  private final JsonBodies bodies;
  private final ChannelNames channelNames;
  private final Senders senders;
  private final Planner planner;
  private final ApplicationCaps allowances;
  private final IdempotencyKeys keys;
  private final Lanes lanes;
  private final TaskStore store;

  Preparation(
      JsonBodies bodies,
      ChannelNames channelNames,
      Applications applications,
      Planner planner,
      ApplicationCaps allowances,
      IdempotencyKeys keys,
      Lanes lanes,
      TaskStore store) {
    this.bodies = bodies;
    this.channelNames = channelNames;
    this.senders = new Senders(applications);
    this.planner = planner;
    this.allowances = allowances;
    this.keys = keys;
    this.lanes = lanes;
    this.store = store;
  }

  /**
   * @throws RequestProblem when it is not taken
   */
  Prepared of(Incoming incoming) {
    return switch (incoming) {
      case Incoming.Call(Caller caller, CallerKey key, String traceparent, byte[] json) ->
          written(new Sender(caller, traceparent, null), key, tree(json));
      case Incoming.Line(
              Caller caller,
              CallerKey otherwise,
              String traceparent,
              String way,
              byte[] json) -> {
        JsonNode body = tree(json);
        CallerKey own = CallerKey.written(body instanceof ObjectNode o ? o.remove(KEY) : null);
        yield written(new Sender(caller, traceparent, way), own == null ? otherwise : own, body);
      }
      case Incoming.Derived derived -> derived(derived);
    };
  }

  private JsonNode tree(byte[] json) {
    return bodies.tree(json, VariableText::withoutNull);
  }

  /**
   * @param traceparent null: none
   * @param way by which it came; null: a call
   */
  private record Sender(Caller caller, @Nullable String traceparent, @Nullable String way) {}

  private Prepared written(Sender sender, @Nullable CallerKey given, JsonNode body) {
    Submission.IdempotencyKey key = keys.of(given, sender.caller.mode(), body);
    return orEarlier(
        key, () -> senders.guess(sender.caller, body), () -> planned(sender, key, body));
  }

  private Prepared planned(Sender sender, Submission.@Nullable IdempotencyKey key, JsonNode body) {
    Planner.Plan plan = plan(sender, body);
    Requester requester = plan.requester();
    return ready(
        plan.lane(),
        requester.application(),
        new Submission(
            requester.requestId(),
            requester.application().id(),
            key,
            plan.messages(),
            plan.repeats()));
  }

  private Planner.Plan plan(Sender sender, JsonNode body) {
    MessageRequest request = RequestReader.read(body, channelNames);
    Requester requester =
        new Requester(
            Ids.next(),
            senders.application(sender.caller, request),
            sender.caller,
            sender.traceparent,
            sender.way);
    return planner.plan(requester, request);
  }

  /**
   * The messages of one that is only looked at.
   *
   * @throws RequestProblem when it would not be taken
   */
  Planner.Plan planned(Incoming.Line line) {
    return plan(new Sender(line.caller(), line.traceparent(), line.way()), tree(line.json()));
  }

  private Prepared derived(Incoming.Derived derived) {
    Submission.IdempotencyKey key = keys.of(derived.key(), derived.request());
    return orEarlier(
        key,
        () -> Optional.of(derived.applicationId()),
        () -> {
          Incoming.Derivation made = derived.messages().get();
          return ready(made.lane(), made.application(), made.submission().under(key));
        });
  }

  private Prepared ready(String lane, Application application, Submission submission) {
    lanes.require(lane);
    return new Prepared.Ready(
        lane, application, submission, allowances.spend(application, submission.messages().size()));
  }

  /**
   * What was answered under a key before is answered again, whatever has changed since and would
   * refuse the same request now. It is looked up only then: a key that is new costs nothing here,
   * and one that is not is met when it is saved.
   *
   * @param sender whose key it is, as far as one can tell
   */
  private Prepared orEarlier(
      Submission.@Nullable IdempotencyKey key,
      Supplier<Optional<UUID>> sender,
      Supplier<Prepared> anew) {
    try {
      return anew.get();
    } catch (RequestProblem.Unavailable busy) {
      throw busy;
    } catch (RequestProblem refused) {
      if (key == null) {
        throw refused;
      }
      return sender
          .get()
          .flatMap(application -> store.earlier(application, key))
          .<Prepared>map(earlier -> new Prepared.Over(Saving.result(earlier)))
          .orElseThrow(() -> refused);
    }
  }
}
