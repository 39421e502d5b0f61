package dev.herald.server.intake;

import dev.herald.server.access.Application;
import dev.herald.server.access.Applications;
import dev.herald.server.access.Caller;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TaskStore;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes a submission in: read, plan, save. */
@Component
class Intake {
  private final Planner planner;
  private final Lanes lanes;
  private final Applications applications;
  private final Allowances allowances;
  private final ChannelNames channelNames;
  private final IdempotencyKeys keys;
  private final TaskStore store;

  Intake(
      Planner planner,
      Lanes lanes,
      Applications applications,
      Allowances allowances,
      ChannelNames channelNames,
      IdempotencyKeys keys,
      TaskStore store) {
    this.planner = planner;
    this.lanes = lanes;
    this.applications = applications;
    this.allowances = allowances;
    this.channelNames = channelNames;
    this.keys = keys;
    this.store = store;
  }

  /**
   * @return what the caller is told, once it is durable
   * @throws RequestProblem when it is not taken; nothing is saved then
   */
  Saved.Ack accept(Caller caller, @Nullable CallerKey given, JsonNode body) {
    Submission.IdempotencyKey key = keys.of(given, SendLimits.mode(caller), body);
    return orEarlier(key, () -> sender(caller, body), () -> anew(caller, key, body));
  }

  private Saved.Ack anew(Caller caller, Submission.@Nullable IdempotencyKey key, JsonNode body) {
    MessageRequest request = RequestReader.read(body, channelNames);
    Order order = new Order(Ids.next(), application(caller, request), caller, null);
    Planner.Plan plan = planner.plan(order, request);
    Submission submission =
        new Submission(
            order.requestId(), order.application().id(), key, plan.messages(), plan.repeats());
    return save(plan.lane(), order.application(), submission);
  }

  /**
   * What was answered under a key before is answered again, whatever has changed since and would
   * refuse the same request now. It is looked up only then: a key that is new costs nothing here,
   * and one that is not is met when it is saved.
   *
   * @param sender whose key it is, as far as one can tell
   */
  Saved.Ack orEarlier(
      Submission.@Nullable IdempotencyKey key,
      Supplier<Optional<UUID>> sender,
      Supplier<Saved.Ack> anew) {
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
          .map(Intake::answer)
          .orElseThrow(() -> refused);
    }
  }

  /**
   * Saves what counts against its application's rate and quota.
   *
   * @param lane of all its messages
   */
  Saved.Ack save(String lane, Application application, Submission submission) {
    Allowances.Spending spending = allowances.spend(application, submission.messages().size());
    Saved saved = null;
    try {
      saved = lanes.accept(lane, submission);
      return answer(saved);
    } finally {
      switch (saved) {
        case Saved.Replayed _, Saved.KeyReused _ -> spending.giveBack();
        case Saved.Accepted _ -> spending.keep();
        // nobody knows whether it was saved
        case null -> spending.keep();
      }
    }
  }

  private static Saved.Ack answer(Saved saved) {
    return switch (saved) {
      case Saved.Accepted(Saved.Ack ack) -> ack;
      case Saved.Replayed(Saved.Ack ack) -> ack;
      case Saved.KeyReused(UUID earlier) ->
          throw new RequestProblem.Conflict(
              "this Idempotency-Key came before with another request (%s); use a new key for a new request"
                  .formatted(earlier));
    };
  }

  /** Of a body of which nothing is known yet. */
  private Optional<UUID> sender(Caller caller, JsonNode body) {
    return switch (caller) {
      case Caller.OfApplication(Application application, _) -> Optional.of(application.id());
      case Caller.Staff _ ->
          applications.find(body.path("application").asString("")).map(Application::id);
    };
  }

  private Application application(Caller caller, MessageRequest request) {
    return switch (caller) {
      case Caller.OfApplication(Application application, _) -> {
        if (request.application() != null && !request.application().equals(application.code())) {
          throw new RequestProblem.Invalid(
              "application",
              "this key is of application '%s'".formatted(application.code()),
              "leave it out");
        }
        yield application;
      }
      case Caller.Staff _ -> {
        if (request.application() == null) {
          throw new RequestProblem.Invalid(
              "application",
              "is missing",
              "the application to send for, since the administrator is none");
        }
        yield applications
            .find(request.application())
            .orElseThrow(() ->
                new RequestProblem.Invalid(
                    "application",
                    "there is no application '%s'".formatted(request.application()),
                    "an application's code"));
      }
    };
  }
}
