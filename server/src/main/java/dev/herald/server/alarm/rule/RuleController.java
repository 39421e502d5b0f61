package dev.herald.server.alarm.rule;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.AlarmFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/alarm-rules")
@Tag(name = "Alarms")
class RuleController {
  private static final int DAY = 86_400;
  private static final int LONGEST_ESCALATION = 7 * 24 * 60;

  private final RuleStore store;
  private final Rules rules;
  private final ScopeKeys scopes;
  private final AuditLog audit;

  RuleController(RuleStore store, Rules rules, ScopeKeys scopes, AuditLog audit) {
    this.store = store;
    this.rules = rules;
    this.scopes = scopes;
    this.audit = audit;
  }

  /**
   * When an alarm fires.
   *
   * @param id null: a default
   * @param bound on which side of the threshold it is bad
   * @param scopes that rules of this kind may have
   * @param key of the scope; empty: all
   */
  record AlarmRuleView(
      @Nullable UUID id,
      AlarmKind kind,
      Scope scope,
      String key,
      boolean enabled,
      AlarmKind.Bound bound,
      List<Scope> scopes,
      double threshold,
      int forSeconds,
      Severity severity,
      @Nullable Integer escalateMinutes,
      @Nullable Instant updatedAt,
      @Nullable String updatedBy) {
    static AlarmRuleView of(RuleStore.Kept kept) {
      return of(kept.rule(), kept.id(), kept.at(), kept.by());
    }

    static AlarmRuleView of(
        Rule rule, @Nullable UUID id, @Nullable Instant at, @Nullable String by) {
      return new AlarmRuleView(
          id,
          rule.kind(),
          rule.scope(),
          rule.key(),
          rule.enabled(),
          rule.kind().bound(),
          List.copyOf(rule.kind().scopes()),
          rule.threshold(),
          rule.forSeconds(),
          rule.severity(),
          rule.escalateMinutes(),
          at,
          by);
    }
  }

  /**
   * A rule as it is to be. What is left out is as by default.
   *
   * @param scope null: all
   * @param key {@code esop/grant.vested} of a node; else a code
   * @param escalateMinutes 0: never
   */
  record AlarmRuleSpec(
      @Nullable AlarmKind kind,
      @Nullable Scope scope,
      @Nullable String key,
      @Nullable Boolean enabled,
      @Nullable Double threshold,
      @Nullable Integer forSeconds,
      @Nullable Severity severity,
      @Nullable Integer escalateMinutes) {}

  @Requires(Permission.READ)
  @GetMapping
  @Operation(
      operationId = "listAlarmRules",
      summary = "When alarms fire",
      description = "Those that were set, and the defaults. Of several the closest holds.")
  Page<AlarmRuleView> list(Caller.Staff caller) {
    return Page.all(
        Stream.concat(
                store.list().stream().map(AlarmRuleView::of),
                rules.defaults().stream().map(rule -> AlarmRuleView.of(rule, null, null, null)))
            .toList());
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PutMapping
  @Transactional
  @Operation(operationId = "putAlarmRule", summary = "Set a rule")
  AlarmRuleView put(Caller.Staff caller, @RequestBody AlarmRuleSpec spec) {
    RuleStore.Kept kept = store.put(checked(spec), caller.name());
    audit.record(Act.of("alarm-rule.set", "alarm-rule", name(kept.rule())).with(kept.rule()));
    return AlarmRuleView.of(kept);
  }

  private Rule checked(AlarmRuleSpec spec) {
    FieldErrors errors = new FieldErrors();
    if (spec.kind == null) {
      throw new RequestProblem.Invalid("kind", new FieldFault.FieldMissing());
    }
    Rule usual = spec.kind.byDefault();
    Scope scope = spec.scope == null ? Scope.ALL : spec.scope;
    if (!spec.kind.scopes().contains(scope)) {
      errors.add(
          "scope",
          new AlarmFault.RuleScopeUnfit(
              spec.kind.name(), spec.kind.scopes().stream().map(Scope::name).toList()));
    }
    String key = scopes.checked(scope, spec.key, errors);
    double threshold = spec.threshold == null ? usual.threshold() : spec.threshold;
    if (!(threshold >= 0 && threshold <= spec.kind.most())) {
      errors.add("threshold", new FieldFault.NumberOutOfRange(0, spec.kind.most()));
    }
    int seconds = spec.forSeconds == null ? usual.forSeconds() : spec.forSeconds;
    if (seconds < 0 || seconds > DAY) {
      errors.add("forSeconds", new FieldFault.NumberOutOfRange(0, DAY));
    }
    errors.throwIfAny();
    return new Rule(
        spec.kind,
        scope,
        key,
        spec.enabled == null || spec.enabled,
        threshold,
        seconds,
        spec.severity == null ? usual.severity() : spec.severity,
        escalation(spec, usual));
  }

  private static @Nullable Integer escalation(AlarmRuleSpec spec, Rule usual) {
    Integer minutes = spec.escalateMinutes;
    if (minutes == null) {
      return usual.escalateMinutes();
    }
    if (minutes < 0 || minutes > LONGEST_ESCALATION) {
      throw new RequestProblem.Invalid(
          "escalateMinutes", new FieldFault.NumberOutOfRange(0, LONGEST_ESCALATION));
    }
    return minutes == 0 ? null : minutes;
  }

  private static String name(Rule rule) {
    return "%s %s %s".formatted(rule.kind(), rule.scope(), rule.key()).strip();
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Transactional
  @Operation(operationId = "deleteAlarmRule", summary = "Let the default hold again")
  void delete(Caller.Staff caller, @PathVariable UUID id) {
    RuleStore.Kept kept =
        store.find(id).orElseThrow(() -> new RequestProblem.NotFound(Thing.RULE, id));
    store.delete(id);
    audit.record(Act.of("alarm-rule.deleted", "alarm-rule", name(kept.rule())));
  }
}
