package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Messages")
class FeedbackController {
  private final Feedback feedback;

  FeedbackController(Feedback feedback) {
    this.feedback = feedback;
  }

  /** What became of it: CODE_USED, RECEIVED, NOT_RECEIVED or UNWANTED. */
  record FeedbackOrder(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"CODE_USED", "RECEIVED", "NOT_RECEIVED", "UNWANTED"})
          @Nullable String kind) {}

  @Requires(Permission.SEND)
  @PostMapping("/v1/messages/{id}/feedback")
  @Operation(
      operationId = "giveFeedback",
      summary = "Say what became of a message",
      description =
          "Kept in its trace, each kind once. Alarms about codes that are never used need"
              + " CODE_USED.")
  Feedback.Given give(Caller caller, @PathVariable UUID id, @RequestBody FeedbackOrder order) {
    return feedback.give(caller, id, order.kind());
  }
}
