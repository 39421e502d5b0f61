package dev.herald.server.resend;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Messages")
class RescheduleController {
  private static final String SEND_TIME = "#/components/schemas/SendTime";

  private final Reschedule reschedule;
  private final ResendPlan plan;
  private final AuditLog audit;

  RescheduleController(Reschedule reschedule, ResendPlan plan, AuditLog audit) {
    this.reschedule = reschedule;
    this.plan = plan;
    this.audit = audit;
  }

  /**
   * When to send instead.
   *
   * @param at as in a submission; left out: now
   */
  record RescheduleOrder(@Schema(ref = SEND_TIME) @Nullable JsonNode at) {}

  /**
   * When it is sent now.
   *
   * @param dueAt not before
   */
  record Rescheduled(UUID id, Instant dueAt) {}

  /**
   * Which messages to give another time.
   *
   * @param filter as the list of messages takes it, without cursor and limit
   * @param at as in a submission; left out: now
   * @param perSecond at most so many, 1 to 1,000; 50 unless said
   */
  record RescheduleSelection(
      @Nullable Map<String, String> filter,
      @Schema(ref = SEND_TIME) @Nullable JsonNode at,
      @Schema(minimum = "1", maximum = "1000") @Nullable Integer perSecond) {
    /** A filter may hold an address. */
    @Override
    public String toString() {
      return "reschedule order";
    }
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/v1/messages/{id}/reschedule")
  @Operation(
      operationId = "rescheduleMessage",
      summary = "Give a message that waits another time, or send it now",
      description =
          "How long it is worth sending counts from the new time. 409 when it does not wait any"
              + " more.")
  Rescheduled reschedule(
      Caller caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable RescheduleOrder order) {
    Instant due = reschedule.move(caller, id, reschedule.read(order == null ? null : order.at()));
    audit.record(Act.of("message.rescheduled", "message", id).with(Map.of("dueAt", due)));
    return new Rescheduled(id, due);
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/v1/reschedules")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeReschedules",
      summary = "Give all that fit a filter and wait another time",
      description =
          "In the background. What does not wait any more is left out. The job is among those of"
              + " /v1/resends, which tell how far it is and stop it.")
  ResendJobView reschedule(Caller.Staff caller, @RequestBody RescheduleSelection order) {
    reschedule.read(order.at());
    String at = order.at() == null || order.at().isNull() ? null : order.at().toString();
    return ResendJobView.of(
        plan.make(
            caller,
            new ResendPlan.ResendSelection(order.filter(), order.perSecond()),
            new ResendPlan.Order(ResendJob.Act.RESCHEDULE, false, at)));
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/v1/reschedules/preview")
  @Operation(
      operationId = "previewReschedules",
      summary = "How many messages would get another time")
  ResendPlan.ResendPreview previewReschedules(
      Caller.Staff caller, @RequestBody RescheduleSelection order) {
    reschedule.read(order.at());
    return plan.preview(
        caller,
        new ResendPlan.ResendSelection(order.filter(), order.perSecond()),
        ResendJob.Act.RESCHEDULE);
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/v1/cancellations/preview")
  @Operation(
      operationId = "previewCancellations",
      summary = "How many messages that wait would be called off")
  ResendPlan.ResendPreview previewCancellations(
      Caller.Staff caller, @RequestBody ResendPlan.ResendSelection order) {
    return plan.preview(caller, order, ResendJob.Act.CANCEL);
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/v1/cancellations")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeCancellations",
      summary = "Call off all that fit a filter and wait",
      description =
          "In the background. What does not wait any more is left out; to take back what was sent,"
              + " see /v1/recalls. The job is among those of /v1/resends.")
  ResendJobView cancel(Caller.Staff caller, @RequestBody ResendPlan.ResendSelection order) {
    return ResendJobView.of(
        plan.make(caller, order, new ResendPlan.Order(ResendJob.Act.CANCEL, false, null)));
  }
}
