package dev.herald.server.schedule;

import dev.herald.channels.auth.StandardWebhooks;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.job.JobScheduler;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schedules as people make, change, pause and run them. */
@Service
public class Schedules {
  private static final String KIND = "schedule";

  private final ScheduleRows rows;
  private final Fires fires;
  private final ScheduleRules rules;
  private final Calendars calendars;
  private final JobScheduler jobs;
  private final AuditLog audit;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Schedules(
      ScheduleRows rows,
      Fires fires,
      ScheduleRules rules,
      Calendars calendars,
      JobScheduler jobs,
      AuditLog audit,
      JdbcClient jdbc,
      JsonMapper json,
      Clock clock) {
    this.rows = rows;
    this.fires = fires;
    this.rules = rules;
    this.calendars = calendars;
    this.jobs = jobs;
    this.audit = audit;
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** A schedule sends to everybody, which a key with limits may not. */
  static void requireLive(Caller caller) {
    if (caller.mode() != KeyMode.LIVE) {
      throw new RequestProblem.Forbidden(new ProblemReason.SchedulesOfLive());
    }
  }

  List<Schedule> all() {
    return rows.all();
  }

  /**
   * @throws RequestProblem.NotFound when the application has none with this code
   */
  Schedule get(Application application, String code) {
    return rows.find(application.id(), code)
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.SCHEDULE, code));
  }

  String tag(Schedule schedule) {
    return EntityTag.of(json.valueToTree(schedule.spec()));
  }

  /**
   * What was put.
   *
   * @param secret of one that was made and calls a URL, shown this once
   */
  public record Put(Change change, @Nullable String secret) {}

  /**
   * Makes or changes a schedule; joins the caller's transaction.
   *
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  public Put put(Application application, String code, ScheduleSpec spec) {
    return put(application, code, spec, Precondition.NONE);
  }

  /**
   * As above.
   *
   * @throws RequestProblem.Stale when it is not as the caller has seen it
   */
  @Transactional
  Put put(Application application, String code, ScheduleSpec spec, Precondition seen) {
    Precondition.holdOffOthers(jdbc);
    Optional<Schedule> present = rows.find(application.id(), code);
    String key = application.code() + "/" + code;
    seen.require(Thing.SCHEDULE, key, present.map(this::tag).orElse(null));
    ScheduleSpec wanted = rules.checked(application, code, spec);
    JsonNode before = present.map(each -> (JsonNode) json.valueToTree(each.spec())).orElse(null);
    Change change = Change.between(KIND, key, before, json.valueToTree(wanted));
    String secret = null;
    if (change.action() != Change.Action.UNCHANGED) {
      UUID id = present.map(Schedule::id).orElseGet(Ids::next);
      Instant next = nextOf(present.orElse(null), wanted);
      if (present.isEmpty()) {
        rows.insert(id, application.id(), code, wanted, next);
      } else {
        rows.update(id, wanted, next);
      }
      if (wanted.url() != null && rows.secret(id).isEmpty()) {
        secret = StandardWebhooks.newSecret();
        rows.secret(id, secret);
      }
    }
    // Entries can't be deleted, and these may be about people or hold a receiver's key.
    audit.record(change.hiding("url").hiding("data").hiding("audience.recipients"));
    return new Put(change, secret);
  }

  /** A time that is due already is still to fire. */
  private @Nullable Instant nextOf(@Nullable Schedule present, ScheduleSpec wanted) {
    Instant now = clock.instant();
    Instant due = present == null || present.pausedAt() != null ? null : present.nextAt();
    return due != null && !due.isAfter(now) ? due : rules.slots(wanted).next(now);
  }

  @Transactional
  void delete(Application application, String code, Precondition seen) {
    Precondition.holdOffOthers(jdbc);
    Schedule present = get(application, code);
    seen.require(Thing.SCHEDULE, present.key(), tag(present));
    rows.delete(present.id());
    audit.record(Act.of("schedule.deleted", KIND, present.key()));
  }

  /** It makes no fires, and those that are under way go no further. */
  @Transactional
  void pause(Schedule schedule, String by) {
    rows.pause(schedule.id(), by);
    audit.record(Act.of("schedule.paused", KIND, schedule.key()));
  }

  /** What would have been its fires meanwhile are none. */
  @Transactional
  void resume(Schedule schedule) {
    rows.resume(schedule.id(), rules.slots(schedule.spec()).next(clock.instant()));
    audit.record(Act.of("schedule.resumed", KIND, schedule.key()));
    jobs.hurry(ScheduleSetup.SEND);
  }

  /** Fires it now, also while it is paused. */
  @Transactional
  void run(Schedule schedule, String by) {
    Instant slot = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    byte[] spec = rows.sealed(schedule.id(), schedule.spec());
    fires.insert(schedule, spec, new Fires.Fresh(slot, null, by));
    audit.record(Act.of("schedule.run", KIND, schedule.key()));
    jobs.hurry(ScheduleSetup.SEND);
  }

  /** Ends what is under way; what was sent is sent. */
  @Transactional
  void stop(Schedule schedule) {
    fires.stop(schedule.id());
    audit.record(Act.of("schedule.stopped", KIND, schedule.key()));
  }

  /**
   * Makes a new secret, which signs from now on.
   *
   * @return it, shown this once
   */
  @Transactional
  String replaceSecret(Schedule schedule) {
    String secret = StandardWebhooks.newSecret();
    rows.secret(schedule.id(), secret);
    audit.record(Act.of("schedule.secret-replaced", KIND, schedule.key()));
    return secret;
  }

  /**
   * Makes or changes a company's calendar; joins the caller's transaction. Schedules that go by it
   * have their next times anew; a time that is due already stays.
   *
   * @throws RequestProblem.Invalid naming every wrong day
   */
  @Transactional
  public Change putCalendar(String tenant, CalendarSpec spec) {
    Change change = calendars.put(tenant, spec);
    Instant now = clock.instant();
    for (Schedule schedule : rows.all()) {
      Instant next = schedule.nextAt();
      if (tenant.equals(schedule.spec().calendarOf()) && (next == null || next.isAfter(now))) {
        rows.next(schedule.id(), rules.slots(schedule.spec()).next(now));
      }
    }
    return change;
  }
}
