package dev.herald.server.retention;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/legal-holds")
@Tag(name = "Retention")
@Requires(
    value = Permission.ADMINISTER,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
class HoldController {
  private static final int LONGEST_REASON = 500;

  private final LegalHolds holds;
  private final Tenants tenants;
  private final Recipients recipients;
  private final AuditLog audit;

  HoldController(LegalHolds holds, Tenants tenants, Recipients recipients, AuditLog audit) {
    this.holds = holds;
    this.tenants = tenants;
    this.recipients = recipients;
    this.audit = audit;
  }

  /**
   * Messages that are kept whatever else says that they go.
   *
   * @param subject the tenant, or the tenant and the recipient; an address in it is masked
   * @param wholeTenant whether it is about all recipients of the tenant
   * @param endedAt null: it lasts
   */
  record HoldView(
      UUID id,
      String subject,
      boolean wholeTenant,
      String reason,
      Instant madeAt,
      String madeBy,
      @Nullable Instant endedAt,
      @Nullable String endedBy) {
    static HoldView of(LegalHolds.Hold hold) {
      return new HoldView(
          hold.id(),
          hold.subject(),
          hold.recipientId() == null,
          hold.reason(),
          hold.madeAt(),
          hold.madeBy(),
          hold.endedAt(),
          hold.endedBy());
    }
  }

  /**
   * @param recipient of the tenant, by code; null: all of them
   * @param reason why, for example the number of a case
   */
  record HoldOrder(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, example = "hengtong")
          @Nullable String tenant,
      @Schema(example = "E0001") @Nullable String recipient,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              minLength = 1,
              maxLength = LONGEST_REASON,
              example = "case 2026-118")
          @Nullable String reason) {
    @Override
    public String toString() {
      return "legal hold";
    }
  }

  @GetMapping
  @Operation(operationId = "listLegalHolds", summary = "Legal holds, those that last first")
  Page<HoldView> list(Caller.Staff caller) {
    return Page.all(holds.list().stream().map(HoldView::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Transactional
  @Operation(
      operationId = "holdMessages",
      summary = "Keep the messages of a tenant or a recipient",
      description =
          "Neither retention nor an erasure takes them away until the hold ends. What is"
              + " gone already does not come back.")
  HoldView add(Caller.Staff caller, @RequestBody HoldOrder order) {
    FieldErrors errors = new FieldErrors();
    String reason = errors.text("reason", order.reason, LONGEST_REASON);
    String code = errors.text("tenant", order.tenant, 100);
    errors.throwIfAny();
    Tenant tenant = tenants.get(code);
    Optional<Recipients.Known> recipient =
        Optional.ofNullable(order.recipient).map(wanted -> recipients.known(tenant, wanted));
    LegalHolds.Hold made =
        holds.add(
            tenant.id(),
            recipient.map(Recipients.Known::id).orElse(null),
            recipient.map(Recipients.Known::name).orElse(tenant.code()),
            reason,
            caller.name());
    audit.record(
        Act.of("legal-hold.made", "legal-hold", made.id())
            .with(Map.of("subject", made.subject(), "reason", reason)));
    return HoldView.of(made);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Transactional
  @Operation(operationId = "endLegalHold", summary = "End a legal hold")
  void end(Caller.Staff caller, @PathVariable UUID id) {
    if (!holds.end(id, caller.name())) {
      throw new RequestProblem.NotFound(Thing.HOLD, id);
    }
    audit.record(Act.of("legal-hold.ended", "legal-hold", id));
  }
}
