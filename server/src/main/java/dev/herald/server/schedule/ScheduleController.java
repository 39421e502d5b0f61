package dev.herald.server.schedule;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.schedule.ScheduleView.FireView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Schedules")
class ScheduleController {
  private static final String ALL = "/v1/applications/{application}/schedules";
  private static final String ONE = ALL + "/{schedule}";
  private static final int NEXT = 5;
  private static final int MOST_NEXT = 100;
  private static final Duration LATELY = Duration.ofDays(7);
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final Applications applications;
  private final Schedules schedules;
  private final ScheduleRules rules;
  private final Fires fires;
  private final Clock clock;

  ScheduleController(
      Applications applications,
      Schedules schedules,
      ScheduleRules rules,
      Fires fires,
      Clock clock) {
    this.applications = applications;
    this.schedules = schedules;
    this.rules = rules;
    this.fires = fires;
    this.clock = clock;
  }

  private ScheduleView view(Schedule schedule, @Nullable String secret) {
    return new ScheduleView(
        schedule.application(),
        schedule.code(),
        schedule.spec(),
        schedule.pausedAt() != null,
        schedule.pausedAt(),
        schedule.pausedBy(),
        schedule.pausedAt() != null
            ? List.of()
            : rules.slots(schedule.spec()).next(clock.instant(), NEXT),
        fires.last(schedule.id()).map(fire -> FireView.of(schedule, fire)).orElse(null),
        fires.troubles(schedule.id(), LATELY),
        secret);
  }

  private Schedule find(String application, String schedule) {
    return schedules.get(applications.get(application), schedule);
  }

  @Operation(operationId = "listSchedules", summary = "What is sent again and again")
  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @GetMapping("/v1/schedules")
  Page<ScheduleView> list(Caller.Staff caller) {
    return Page.all(
        schedules.all().stream()
            .filter(each -> caller.reach().seesApplication(each.application()))
            .map(each -> view(each, null))
            .toList());
  }

  /**
   * When something would fire.
   *
   * @param calendar the tenant whose calendar says what a workday is
   * @param count how many times, 1 to 100; left out: 5
   */
  record NextOrder(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable RuleSpec rule,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String zone,
      @Nullable String calendar,
      @Schema(minimum = "1", maximum = "100") @Nullable Integer count) {}

  /** The times, first the next; fewer than asked for where there are no more. */
  record Next(List<Instant> next) {}

  @Operation(operationId = "previewSchedule", summary = "When a rule would fire next")
  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @PostMapping("/v1/schedules/preview")
  Next preview(Caller.Staff caller, @RequestBody NextOrder order) {
    int count = order.count() == null ? NEXT : order.count();
    if (count < 1 || count > MOST_NEXT) {
      throw new RequestProblem.Invalid("count", new FieldFault.NumberOutOfRange(1, MOST_NEXT));
    }
    ScheduleSpec spec =
        new ScheduleSpec(
            null,
            order.rule(),
            order.zone(),
            order.calendar(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new Next(rules.slots(spec).next(clock.instant(), count));
  }

  @Operation(operationId = "getSchedule", summary = "A schedule with its next times")
  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @GetMapping(ONE)
  ResponseEntity<ScheduleView> get(
      Caller caller, @PathVariable String application, @PathVariable String schedule) {
    Schedule found = find(application, schedule);
    return EntityTag.answer(schedules.tag(found), view(found, null));
  }

  @Operation(
      operationId = "putSchedule",
      summary = "Make or change a schedule",
      description =
          "The answer that makes one with a URL has the secret that its calls are signed with,"
              + " which is never shown again.")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @PutMapping(ONE)
  ResponseEntity<ScheduleView> put(
      Caller caller,
      Precondition seen,
      @PathVariable String application,
      @PathVariable String schedule,
      @RequestBody ScheduleSpec spec) {
    Schedules.requireLive(caller);
    Schedules.Put put = schedules.put(applications.get(application), schedule, spec, seen);
    return put.change()
        .answer(
            () -> view(find(application, schedule), put.secret()),
            _ -> schedules.tag(find(application, schedule)));
  }

  @Operation(operationId = "deleteSchedule", summary = "Take away a schedule with its history")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @DeleteMapping(ONE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      Caller caller,
      Precondition seen,
      @PathVariable String application,
      @PathVariable String schedule) {
    Schedules.requireLive(caller);
    schedules.delete(applications.get(application), schedule, seen);
  }

  /**
   * A secret that was just made.
   *
   * @param secret to be kept by the application now: it is never shown again
   */
  record ScheduleSecret(String secret) {
    @Override
    public String toString() {
      return "secret";
    }
  }

  @Operation(
      operationId = "replaceScheduleSecret",
      summary = "Make a new secret that a schedule's calls are signed with")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @PostMapping(ONE + "/secret")
  ScheduleSecret secret(
      Caller caller, @PathVariable String application, @PathVariable String schedule) {
    Schedules.requireLive(caller);
    return new ScheduleSecret(schedules.replaceSecret(find(application, schedule)));
  }

  @Operation(
      operationId = "pauseSchedule",
      summary = "Pause a schedule",
      description = "It makes no fires, and one that is under way goes no further.")
  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(ONE + "/pause")
  ScheduleView pause(
      Caller caller, @PathVariable String application, @PathVariable String schedule) {
    Schedules.requireLive(caller);
    schedules.pause(find(application, schedule), caller.name());
    return view(find(application, schedule), null);
  }

  @Operation(
      operationId = "resumeSchedule",
      summary = "Resume a schedule",
      description = "Times that passed while it was paused are not made up for.")
  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(ONE + "/resume")
  ScheduleView resume(
      Caller caller, @PathVariable String application, @PathVariable String schedule) {
    Schedules.requireLive(caller);
    schedules.resume(find(application, schedule));
    return view(find(application, schedule), null);
  }

  @Operation(operationId = "runSchedule", summary = "Fire a schedule now")
  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(ONE + "/run")
  ScheduleView run(Caller caller, @PathVariable String application, @PathVariable String schedule) {
    Schedules.requireLive(caller);
    schedules.run(find(application, schedule), caller.name());
    return view(find(application, schedule), null);
  }

  @Operation(
      operationId = "stopSchedule",
      summary = "Stop the fires of a schedule that are under way; what was sent is sent")
  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(ONE + "/stop")
  ScheduleView stop(
      Caller caller, @PathVariable String application, @PathVariable String schedule) {
    Schedules.requireLive(caller);
    schedules.stop(find(application, schedule));
    return view(find(application, schedule), null);
  }

  @Operation(operationId = "listFires", summary = "The fires of a schedule, latest first")
  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @GetMapping(ONE + "/fires")
  Page<FireView> fires(
      Caller caller,
      @PathVariable String application,
      @PathVariable String schedule,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    Schedule found = find(application, schedule);
    int size = Page.size(limit);
    List<FireView> read =
        fires.of(found.id(), before(Page.position(cursor)), size + 1).stream()
            .map(fire -> FireView.of(found, fire))
            .toList();
    return Page.of(read, size, fire -> fire.slot().toString());
  }

  private static Instant before(String position) {
    if (position.isEmpty()) {
      return END;
    }
    try {
      Instant before = Instant.parse(position);
      if (before.isAfter(Instant.EPOCH) && before.isBefore(END)) {
        return before;
      }
    } catch (DateTimeException _) {
      // named below
    }
    throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
  }
}
