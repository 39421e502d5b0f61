package dev.herald.server.intake;

import dev.herald.server.access.Application;
import dev.herald.server.access.Applications;
import dev.herald.server.access.Caller;
import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.util.UUID;
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

  Intake(Planner planner, Lanes lanes, Applications applications, Allowances allowances) {
    this.planner = planner;
    this.lanes = lanes;
    this.applications = applications;
    this.allowances = allowances;
  }

  /**
   * @return what the caller is told, once it is durable
   * @throws RequestProblem when it is not taken; nothing is saved then
   */
  Saved.Ack accept(Caller caller, @Nullable String idempotencyKey, JsonNode body) {
    MessageRequest request = RequestReader.read(body);
    Submission.IdempotencyKey key = IdempotencyKeys.of(idempotencyKey, "messages", body);
    UUID requestId = Ids.next();
    Order order = new Order(requestId, application(caller, request), caller.name());
    Planner.Plan plan = planner.plan(order, request);
    allowances.spend(order.application(), plan.messages().size());
    return save(
        plan.lane(), new Submission(requestId, order.application().id(), key, plan.messages()));
  }

  Saved.Ack save(String lane, Submission submission) {
    return switch (lanes.accept(lane, submission)) {
      case Saved.Accepted(Saved.Ack ack) -> ack;
      case Saved.Replayed(Saved.Ack ack) -> ack;
      case Saved.KeyReused(UUID earlier) ->
          throw new RequestProblem.Conflict(
              "this Idempotency-Key came before with another request (%s); use a new key for a new request"
                  .formatted(earlier));
    };
  }

  private Application application(Caller caller, MessageRequest request) {
    return switch (caller) {
      case Caller.OfApplication(Application application) -> {
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
