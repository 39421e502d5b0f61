package dev.herald.server.resend;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/recalls")
@Tag(name = "Resends")
class RecallController {
  private final ResendPlan plan;

  RecallController(ResendPlan plan) {
    this.plan = plan;
  }

  /**
   * What to take back.
   *
   * @param filter as the list of messages takes it, without cursor and limit
   * @param perSecond at most so many, 1 to 1,000; 50 unless said
   * @param others whether those that went in one call with such a message may be taken back, too;
   *     their provider takes back all or none
   */
  record RecallSelection(
      @Schema(minimum = "1", maximum = "1000") @Nullable Map<String, String> filter,
      @Nullable Integer perSecond,
      @Nullable Boolean others) {
    ResendPlan.ResendSelection selection() {
      return new ResendPlan.ResendSelection(filter, perSecond);
    }

    /** A filter may hold an address. */
    @Override
    public String toString() {
      return "recall order";
    }
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/preview")
  @Operation(
      operationId = "previewRecalls",
      summary = "What taking back all that fit a filter would do")
  ResendPlan.ResendPreview preview(Caller.Staff caller, @RequestBody RecallSelection order) {
    return plan.preview(caller, order.selection(), ResendJob.Act.RECALL);
  }

  @Requires(Permission.OPERATE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeRecalls",
      summary = "Take back all that fit a filter",
      description =
          "In the background. What waits is called off, what was sent is taken back where its"
              + " provider can. The job is among those of /v1/resends, which tell how far it is and"
              + " stop it.")
  ResendJobView make(Caller.Staff caller, @RequestBody RecallSelection order) {
    boolean others = Boolean.TRUE.equals(order.others());
    return ResendJobView.of(
        plan.make(
            caller, order.selection(), new ResendPlan.Order(ResendJob.Act.RECALL, others, null)));
  }
}
