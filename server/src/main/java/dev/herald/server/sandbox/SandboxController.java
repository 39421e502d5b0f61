package dev.herald.server.sandbox;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.rule.Rules;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the stand-in providers received, and how they are to behave. They know neither tenants nor
 * applications, so whoever is limited to some sees none of it.
 */
@RestController
@Requires(
    value = Permission.READ,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
@RequestMapping("/sandbox")
@BuiltInSandbox
@Tag(name = "Sandbox")
class SandboxController {
  private final Sandbox sandbox;
  private final AuditLog audit;

  SandboxController(Sandbox sandbox, AuditLog audit) {
    this.sandbox = sandbox;
    this.audit = audit;
  }

  @Requires(
      value = Permission.SEE_PERSONAL_DATA,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping("/outbox")
  @Operation(
      summary = "What the stand-ins received, newest first",
      description = "Unmasked, as a provider gets it; so the look is in the audit log.")
  List<OutboxMessage> outbox(
      @RequestParam(required = false) @Nullable String messageId,
      @RequestParam(required = false) @Nullable String destination,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String provider,
      @RequestParam(required = false) Outcome.@Nullable Status status,
      @RequestParam(required = false) @Nullable Integer limit) {
    audit.recordLook(Act.of("outbox.seen", "outbox", "all"));
    return sandbox
        .outbox()
        .find(new OutboxQuery(messageId, destination, channel, provider, status, Page.size(limit)));
  }

  @Requires(
      value = Permission.SEE_PERSONAL_DATA,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping("/outbox/{id}")
  @Operation(summary = "One received message")
  OutboxMessage message(@PathVariable long id) {
    OutboxMessage found =
        sandbox
            .outbox()
            .get(id)
            .orElseThrow(() -> new RequestProblem.NotFound("message in the outbox", id));
    // Not before: what is no number of a message could be a person's.
    audit.recordLook(Act.of("outbox.seen", "outbox", id));
    return found;
  }

  /**
   * @param received by channel
   * @param ids how many different messages were accepted
   * @param timesAccepted how many messages were accepted how often
   */
  @Schema(name = "OutboxCounts")
  record Counts(Map<String, Outbox.Tally> received, long ids, Map<Integer, Long> timesAccepted) {}

  @GetMapping("/outbox/counts")
  @Operation(summary = "How much the stand-ins received")
  Counts counts() {
    Outbox outbox = sandbox.outbox();
    return new Counts(
        outbox.tallies(), outbox.messageIdCounts().ids(), outbox.messageIdCounts().histogram());
  }

  /**
   * @param missing never accepted by a stand-in
   * @param doubled accepted more than once
   */
  record Reconciled(List<UUID> missing, List<UUID> doubled) {}

  @PostMapping("/outbox/reconcile")
  @Operation(summary = "Which of these message ids no stand-in accepted, or more than once")
  Reconciled reconcile(@RequestBody List<UUID> ids) {
    var counts = sandbox.outbox().messageIdCounts();
    return new Reconciled(
        ids.stream().filter(id -> counts.of(id) == 0).toList(),
        ids.stream().filter(id -> counts.of(id) > 1).toList());
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @DeleteMapping("/outbox")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Forget everything received")
  void clear() {
    sandbox.outbox().clear();
  }

  @GetMapping("/rules")
  @Operation(summary = "How the stand-ins are to misbehave")
  List<RuleView> rules() {
    return sandbox.rules().all().stream().map(RuleView::of).toList();
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/rules")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make the stand-ins misbehave",
      description =
          "effect is one of refuse, answer, http-status, hang, reset-before, reset-after, delay,"
              + " drip, malformed, huge.")
  RuleView add(@RequestBody RuleSpec spec) {
    return RuleView.of(sandbox.rules().add(spec.rule()));
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @DeleteMapping("/rules")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let the stand-ins behave")
  void clearRules() {
    sandbox.rules().clear();
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @DeleteMapping("/rules/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take back a rule")
  void remove(@PathVariable long id) {
    if (!sandbox.rules().remove(id)) {
      throw new RequestProblem.NotFound("rule", id);
    }
  }

  /** A rule as it stands. */
  record RuleView(long id, long applied, RuleSpec rule) {
    static RuleView of(Rules.InForce standing) {
      return new RuleView(standing.id(), standing.applied(), RuleSpec.of(standing.rule()));
    }
  }
}
