package dev.herald.server.schedule;

import dev.herald.channel.Reason;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.schedule.rule.WorkCalendar;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the companies' workdays are. */
@Service
class Calendars {
  private static final int MOST_DAYS = 5_000;

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final JsonMapper json;
  private final AuditLog audit;

  Calendars(JdbcClient jdbc, Tenants tenants, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.json = json;
    this.audit = audit;
  }

  /**
   * @param tenant by code; null, or one that has none: the usual calendar
   */
  WorkCalendar of(@Nullable String tenant) {
    return tenant == null
        ? WorkCalendar.USUAL
        : tenants.find(tenant).map(each -> of(each.id())).orElse(WorkCalendar.USUAL);
  }

  private WorkCalendar of(UUID tenant) {
    return jdbc.sql("select days from work_calendar where tenant_id = ?")
        .param(tenant)
        .query(String.class)
        .optional()
        .map(days -> calendar(json.readValue(days, CalendarSpec.class), new FieldErrors()))
        .orElse(WorkCalendar.USUAL);
  }

  /** As it was put, each day or range once and in order. */
  CalendarSpec get(String tenant) {
    return jdbc.sql("select days from work_calendar where tenant_id = ?")
        .param(tenants.get(tenant).id())
        .query(String.class)
        .optional()
        .map(days -> json.readValue(days, CalendarSpec.class))
        .orElse(new CalendarSpec(List.of(), List.of()));
  }

  /**
   * @throws dev.herald.server.platform.problem.RequestProblem.Invalid naming every wrong day
   */
  @Transactional
  Change put(String code, CalendarSpec spec) {
    Tenant tenant = tenants.get(code);
    FieldErrors errors = new FieldErrors();
    if (spec.holidays() == null && spec.workdays() == null) {
      errors.add("holidays", new FieldFault.FieldMissing());
    }
    WorkCalendar calendar = calendar(spec, errors);
    for (LocalDate both : calendar.holidays()) {
      if (calendar.workdays().contains(both)) {
        errors.add("workdays", new SubmissionFault.DayTwice(both.toString()));
      }
    }
    errors.throwIfAny();
    CalendarSpec wanted = new CalendarSpec(sorted(spec.holidays()), sorted(spec.workdays()));
    CalendarSpec present = get(code);
    JsonNode before =
        present.equals(new CalendarSpec(List.of(), List.of())) ? null : json.valueToTree(present);
    Change change = Change.between("calendar", code, before, json.valueToTree(wanted));
    jdbc.sql(
            """
            insert into work_calendar (tenant_id, days) values (?, ?::jsonb)
            on conflict (tenant_id) do update set days = excluded.days, updated_at = now()
            """)
        .params(tenant.id(), json.writeValueAsString(wanted))
        .update();
    audit.record(change);
    return change;
  }

  private static List<String> sorted(@Nullable List<String> days) {
    return days == null ? List.of() : List.copyOf(new TreeSet<>(days));
  }

  private static WorkCalendar calendar(CalendarSpec spec, FieldErrors errors) {
    return new WorkCalendar(
        days("holidays", spec.holidays(), errors), days("workdays", spec.workdays(), errors));
  }

  private static Set<LocalDate> days(
      String field, @Nullable List<String> written, FieldErrors errors) {
    Set<LocalDate> days = new HashSet<>();
    List<String> all = written == null ? List.of() : written;
    for (int i = 0; i < all.size() && days.size() <= MOST_DAYS; i++) {
      add(String.valueOf(all.get(i)), "%s[%d]".formatted(field, i), days, errors);
    }
    if (days.size() > MOST_DAYS) {
      errors.add(field, new FieldFault.ItemsOutOfRange(0, MOST_DAYS));
    }
    return days;
  }

  private static void add(String text, String field, Set<LocalDate> days, FieldErrors errors) {
    switch (DayRange.of(text)) {
      case DayRange.Read(DayRange range) -> range.days().forEach(days::add);
      case DayRange.Wrong(Reason why) -> errors.add(field, why);
    }
  }
}
