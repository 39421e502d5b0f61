package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Scope;
import dev.herald.server.alarm.rule.ScopeKeys;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
@RequestMapping("/v1/alarm-silences")
@Tag(name = "Alarms")
class SilenceController {
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_MINUTES = 60 * 24 * 30;

  private final Silences silences;
  private final ScopeKeys scopes;
  private final AuditLog audit;
  private final Clock clock;

  SilenceController(Silences silences, ScopeKeys scopes, AuditLog audit, Clock clock) {
    this.silences = silences;
    this.scopes = scopes;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Alarms that nobody is told of for a while.
   *
   * @param kind null: any
   */
  record SilenceView(
      UUID id,
      @Nullable AlarmKind kind,
      Scope scope,
      String key,
      Instant until,
      @Nullable String reason,
      Instant at,
      String by) {
    static SilenceView of(Silences.Silence silence) {
      return new SilenceView(
          silence.id(),
          silence.kind(),
          silence.scope(),
          silence.key(),
          silence.until(),
          silence.reason(),
          silence.at(),
          silence.by());
    }
  }

  /**
   * @param kind null: any
   * @param scope null: all
   * @param minutes how long
   */
  record SilenceOrder(
      @Nullable AlarmKind kind,
      @Nullable Scope scope,
      @Nullable String key,
      @Nullable Integer minutes,
      @Nullable String reason) {}

  @Requires(Permission.READ)
  @GetMapping
  @Operation(operationId = "listSilences", summary = "Silences that last")
  Page<SilenceView> list(Caller.Staff caller) {
    return Page.all(silences.list(clock.instant()).stream().map(SilenceView::of).toList());
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Transactional
  @Operation(operationId = "silenceAlarms", summary = "Tell nobody of some alarms for a while")
  SilenceView add(Caller.Staff caller, @RequestBody SilenceOrder order) {
    FieldErrors errors = new FieldErrors();
    Scope scope = order.scope == null ? Scope.ALL : order.scope;
    String key = scopes.checked(scope, order.key, errors);
    String reason = errors.optionalText("reason", order.reason, LONGEST_REASON);
    Integer minutes = order.minutes;
    if (minutes == null) {
      errors.add("minutes", new FieldFault.FieldMissing());
    } else if (minutes < 1 || minutes > LONGEST_MINUTES) {
      errors.add("minutes", new FieldFault.NumberOutOfRange(1, LONGEST_MINUTES));
    }
    errors.throwIfAny();
    Instant until = clock.instant().plus(Duration.ofMinutes(minutes == null ? 0 : minutes));
    Silences.Silence made = silences.add(order.kind, scope, key, until, reason, caller.name());
    audit.record(Act.of("alarm-silence.made", "alarm-silence", made.id()).with(order));
    return SilenceView.of(made);
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Transactional
  @Operation(operationId = "endSilence", summary = "End a silence")
  void delete(Caller.Staff caller, @PathVariable UUID id) {
    if (!silences.delete(id)) {
      throw new RequestProblem.NotFound(Thing.SILENCE, id);
    }
    audit.record(Act.of("alarm-silence.ended", "alarm-silence", id));
  }
}
