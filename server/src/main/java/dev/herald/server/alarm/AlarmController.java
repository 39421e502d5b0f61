package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Severity;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.reason.WordedReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/alarms")
@Tag(name = "Alarms")
class AlarmController {
  private static final int LONGEST_NOTE = 500;

  private final AlarmStore store;
  private final Silences silences;
  private final AlarmSight sight;
  private final AuditLog audit;
  private final Clock clock;

  AlarmController(
      AlarmStore store, Silences silences, AlarmSight sight, AuditLog audit, Clock clock) {
    this.store = store;
    this.silences = silences;
    this.sight = sight;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Something that is or was amiss.
   *
   * @param since when it was seen first
   * @param silent whether nobody is told of it for now
   */
  record AlarmView(
      UUID id,
      AlarmKind kind,
      String subject,
      @Nullable String application,
      @Nullable String node,
      @Nullable String channel,
      @Nullable String source,
      @Nullable String lane,
      Alarm.State state,
      Severity severity,
      WordedReason reason,
      double value,
      Instant since,
      @Nullable Instant firedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedBy,
      @Nullable String note,
      boolean silent) {
    static AlarmView of(Alarm alarm, boolean silent) {
      Subject subject = alarm.subject();
      Alarm.Acknowledgement known = alarm.acknowledgement();
      return new AlarmView(
          alarm.id(),
          alarm.kind(),
          subject.key(),
          subject.application(),
          subject.node(),
          subject.channel(),
          subject.source(),
          subject.lane(),
          alarm.state(),
          alarm.severity(),
          WordedReason.of(alarm.reason()),
          alarm.value(),
          alarm.since(),
          alarm.firedAt(),
          alarm.resolvedAt(),
          known == null ? null : known.at(),
          known == null ? null : known.by(),
          known == null ? null : known.note(),
          silent);
    }
  }

  /**
   * How many alarms there are now.
   *
   * @param firing that nobody has acknowledged
   */
  record AlarmCounts(long firing, long critical, long acknowledged, long pending) {}

  /** That somebody knows of an alarm. */
  record AcknowledgeOrder(@Nullable String note) {}

  @Requires(Permission.READ)
  @GetMapping
  @Operation(operationId = "listAlarms", summary = "What is amiss now, newest first")
  Page<AlarmView> list(Caller.Staff caller) {
    List<Silences.Silence> silent = silences.list(clock.instant());
    return Page.all(
        store.open().stream()
            .filter(sight.of(caller.reach()))
            .map(alarm ->
                AlarmView.of(alarm, silent.stream().anyMatch(silence -> silence.covers(alarm))))
            .toList());
  }

  @Requires(Permission.READ)
  @GetMapping("/count")
  @Operation(operationId = "countAlarms", summary = "How much is amiss now")
  AlarmCounts count(Caller.Staff caller) {
    List<Alarm> open = store.open().stream().filter(sight.of(caller.reach())).toList();
    List<Alarm> firing =
        open.stream()
            .filter(alarm -> alarm.state() == Alarm.State.FIRING)
            .filter(alarm -> alarm.acknowledgement() == null)
            .toList();
    return new AlarmCounts(
        firing.size(),
        firing.stream().filter(alarm -> alarm.severity() == Severity.CRITICAL).count(),
        open.stream().filter(alarm -> alarm.acknowledgement() != null).count(),
        open.stream().filter(alarm -> alarm.state() == Alarm.State.PENDING).count());
  }

  @Requires(Permission.READ)
  @GetMapping("/history")
  @Operation(operationId = "listPastAlarms", summary = "What was amiss, newest first")
  Page<AlarmView> history(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Page<Alarm> page =
        Page.of(store.history(before(cursor), size + 1), size, alarm -> alarm.id().toString());
    return new Page<>(
        page.items().stream()
            .filter(sight.of(caller.reach()))
            .map(alarm -> AlarmView.of(alarm, false))
            .toList(),
        page.next());
  }

  private static @Nullable UUID before(@Nullable String cursor) {
    String position = Page.position(cursor);
    try {
      return position.isEmpty() ? null : UUID.fromString(position);
    } catch (IllegalArgumentException _) {
      throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
    }
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/acknowledge")
  @Transactional
  @Operation(
      operationId = "acknowledgeAlarm",
      summary = "Say that somebody knows of an alarm",
      description = "Nobody else is told of it then, until it is over.")
  AlarmView acknowledge(
      Caller.Staff caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable AcknowledgeOrder order) {
    Alarm alarm = find(caller, id);
    FieldErrors errors = new FieldErrors();
    String note = errors.optionalText("note", order == null ? null : order.note(), LONGEST_NOTE);
    errors.throwIfAny();
    store.acknowledge(id, caller.name(), note, clock.instant());
    audit.record(Act.of("alarm.acknowledged", "alarm", alarm.kind() + " " + alarm.subject().key()));
    return AlarmView.of(find(caller, id), false);
  }

  private Alarm find(Caller.Staff caller, UUID id) {
    return store
        .find(id)
        .filter(sight.of(caller.reach()))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.ALARM, id));
  }
}
