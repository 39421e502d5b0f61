package dev.herald.server.intake.plan;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.Thing;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Tells which application a submission is of. */
public record Senders(Applications applications) {

  /** Of a body of which nothing is known yet. */
  public Optional<UUID> guess(Caller caller, JsonNode body) {
    return switch (caller) {
      case Caller.OfApplication(Application application, _) -> Optional.of(application.id());
      case Caller.OfRecipient _ -> Optional.empty();
      case Caller.Staff _ ->
          applications
              .find(KeptText.kept(body.path("application").asString("")))
              .map(Application::id);
    };
  }

  /**
   * @throws RequestProblem.Invalid when it is another's than the caller's, or nobody's
   */
  public Application application(Caller caller, MessageRequest request) {
    return switch (caller) {
      case Caller.OfApplication(Application application, _) -> {
        if (request.application() != null && !request.application().equals(application.code())) {
          throw new RequestProblem.Invalid(
              "application", new SubmissionFault.ApplicationOfKey(application.code()));
        }
        yield application;
      }
      case Caller.OfRecipient _ ->
          throw new RequestProblem.Forbidden(new ProblemReason.KeyNeeded());
      case Caller.Staff _ -> {
        if (request.application() == null) {
          throw new RequestProblem.Invalid("application", new SubmissionFault.ApplicationNeeded());
        }
        yield applications
            .find(request.application())
            .orElseThrow(() ->
                new RequestProblem.Invalid(
                    "application",
                    new FieldFault.ThingUnknown(Thing.APPLICATION.word(), request.application())));
      }
    };
  }
}
