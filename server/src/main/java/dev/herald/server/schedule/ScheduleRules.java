package dev.herald.server.schedule;

import dev.herald.server.authorization.Application;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.directory.Locales;
import dev.herald.server.directory.Tenants;
import dev.herald.server.directory.Zones;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.outgoing.OutgoingUrls;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.schedule.rule.DayRule;
import dev.herald.server.schedule.rule.Missed;
import dev.herald.server.schedule.rule.Rule;
import dev.herald.server.schedule.rule.Slots;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a schedule must be like. */
@Component
class ScheduleRules {
  static final int LONGEST_URL = 2_048;
  private static final int MOST_RECIPIENTS = 10_000;
  private static final int MOST_TIMES = 100;
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Nodes nodes;
  private final Tenants tenants;
  private final Calendars calendars;
  private final ChannelNames channels;
  private final OutgoingUrls urls;
  private final Clock clock;

  ScheduleRules(
      Nodes nodes,
      Tenants tenants,
      Calendars calendars,
      ChannelNames channels,
      OutgoingUrls urls,
      Clock clock) {
    this.nodes = nodes;
    this.tenants = tenants;
    this.calendars = calendars;
    this.channels = channels;
    this.urls = urls;
    this.clock = clock;
  }

  /** What may become of a fire while the one before goes on. */
  enum Overlap {
    QUEUE,
    SKIP
  }

  /**
   * The same with nothing left out that has a default.
   *
   * @throws dev.herald.server.platform.problem.RequestProblem.Invalid naming every wrong field
   */
  ScheduleSpec checked(Application application, String code, ScheduleSpec spec) {
    FieldErrors errors = new FieldErrors();
    errors.code("schedule", code);
    String name = errors.optionalText("name", spec.name(), 100);
    Slots slots = slots(spec, errors);
    String url = errors.optionalText("url", spec.url(), LONGEST_URL);
    boolean sends = spec.node() != null || spec.audience() != null;
    if (sends == (url != null)) {
      errors.add("node", new SubmissionFault.TargetWrong());
    } else if (url != null) {
      urls.read("url", url, errors);
    } else {
      requireTarget(application, spec, errors);
    }
    Missed missed = choice("missed", spec.missed(), Missed.ONCE, errors);
    Overlap overlap = choice("overlap", spec.overlap(), Overlap.QUEUE, errors);
    if (errors.isEmpty() && slots.next(clock.instant()) == null) {
      errors.add("rule", new SubmissionFault.RuleNeverFires());
    }
    errors.throwIfAny();
    return new ScheduleSpec(
        name == null ? code : name,
        spec.rule(),
        slots.zone().getId(),
        spec.calendar(),
        spec.node(),
        spec.tenant(),
        spec.audience(),
        spec.data() == null || spec.data().isNull() ? null : spec.data(),
        spec.channels() == null || spec.channels().isEmpty() ? null : spec.channels(),
        url,
        word(missed),
        word(overlap));
  }

  /** When one fires that was checked. */
  Slots slots(ScheduleSpec spec) {
    FieldErrors errors = new FieldErrors();
    Slots slots = slots(spec, errors);
    errors.throwIfAny();
    return slots;
  }

  private Slots slots(ScheduleSpec spec, FieldErrors errors) {
    String calendar = spec.calendarOf();
    if (calendar != null && tenants.find(calendar).isEmpty()) {
      errors.add(
          spec.calendar() == null ? "tenant" : "calendar",
          new FieldFault.ThingUnknown(Thing.TENANT.word(), calendar));
      calendar = null;
    }
    ZoneId zone = Zones.parse("zone", spec.zone(), errors);
    return new Slots(rule(spec.rule(), errors), zone, calendars.of(calendar));
  }

  private static final Rule NEVER = new Rule.Times(new TreeSet<>(), new DayRule.Every());

  private static Rule rule(@Nullable RuleSpec spec, FieldErrors errors) {
    boolean byTimes = spec != null && spec.times() != null && !spec.times().isEmpty();
    if (spec == null || byTimes == (spec.cron() != null)) {
      errors.add("rule", new SubmissionFault.RuleMissing());
      return NEVER;
    }
    DayRule days = days(spec, byTimes, errors);
    return byTimes ? new Rule.Times(times(spec, errors), days) : cron(spec.cron(), days, errors);
  }

  private static Rule cron(@Nullable String cron, DayRule days, FieldErrors errors) {
    try {
      return Rule.Cron.of(String.valueOf(cron), days);
    } catch (IllegalArgumentException _) {
      Map<Rule.Cron.Part, String> wrong = Rule.Cron.wrongParts(String.valueOf(cron));
      wrong.forEach((part, written) ->
          errors.add("rule.cron", new SubmissionFault.CronPartInvalid(part.name(), written)));
      if (wrong.isEmpty()) {
        errors.add("rule.cron", new SubmissionFault.CronInvalid(String.valueOf(cron)));
      }
      return NEVER;
    }
  }

  private static SortedSet<LocalTime> times(RuleSpec spec, FieldErrors errors) {
    SortedSet<LocalTime> times = new TreeSet<>();
    List<String> written = spec.times() == null ? List.of() : spec.times();
    if (written.size() > MOST_TIMES) {
      errors.add("rule.times", new FieldFault.ItemsOutOfRange(1, MOST_TIMES));
      return times;
    }
    for (int i = 0; i < written.size(); i++) {
      try {
        times.add(LocalTime.parse(String.valueOf(written.get(i))));
      } catch (DateTimeException _) {
        errors.add(
            "rule.times[%d]".formatted(i),
            new SubmissionFault.TimeOfDayInvalid(String.valueOf(written.get(i))));
      }
    }
    return times;
  }

  private static DayRule days(RuleSpec spec, boolean byTimes, FieldErrors errors) {
    DayKind kind = choice("rule.days", spec.days(), DayKind.EVERY_DAY, errors);
    return switch (kind) {
      case EVERY_DAY -> new DayRule.Every();
      case WORKDAYS -> new DayRule.Workdays();
      case REST_DAYS -> new DayRule.RestDays();
      case MONTH_DAY ->
          new DayRule.OfMonth(
              day(spec, byTimes, 31, errors),
              choice("rule.otherwise", spec.otherwise(), DayRule.Otherwise.KEEP, errors));
      case MONTH_WORKDAY -> new DayRule.WorkdayOfMonth(day(spec, byTimes, 23, errors));
    };
  }

  /** On which days, as it is written. */
  private enum DayKind {
    EVERY_DAY,
    WORKDAYS,
    REST_DAYS,
    MONTH_DAY,
    MONTH_WORKDAY
  }

  /** A cron expression says its days of the month itself. */
  private static int day(RuleSpec spec, boolean byTimes, int most, FieldErrors errors) {
    if (!byTimes) {
      errors.add(
          "rule.days", new FieldFault.ChoiceWrong(List.of("every-day", "workdays", "rest-days")));
      return 1;
    }
    Integer day = spec.day();
    if (day == null || day == 0 || Math.abs(day) > most) {
      errors.add("rule.day", new SubmissionFault.DayOfMonthInvalid(most));
      return 1;
    }
    return day;
  }

  private void requireTarget(Application application, ScheduleSpec spec, FieldErrors errors) {
    String node = errors.text("node", spec.node(), 100);
    Optional<Node> found = nodes.find(application.id(), node);
    if (!node.isEmpty() && found.isEmpty()) {
      errors.add("node", new SubmissionFault.NodeUnknown(application.code(), node));
    }
    String tenant = errors.text("tenant", spec.tenant(), 100);
    if (!tenant.isEmpty() && tenants.find(tenant).isEmpty()) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), tenant));
    }
    AudienceSpec audience = spec.audience();
    List<String> codes =
        audience == null || audience.recipients() == null ? List.of() : audience.recipients();
    if (audience == null || audience.isAll() == !codes.isEmpty()) {
      errors.add("audience", new SubmissionFault.AudienceWrong());
    } else if (codes.size() > MOST_RECIPIENTS) {
      errors.add("audience.recipients", new FieldFault.ItemsOutOfRange(1, MOST_RECIPIENTS));
    } else {
      requireNamed(codes, errors);
      Locales.parseOptional("audience.locale", audience.locale(), errors);
      Zones.parseOptional("audience.zone", audience.zone(), errors);
    }
    requireKnown(spec.channels() == null ? List.of() : spec.channels(), errors);
    JsonNode data = spec.data() == null || spec.data().isNull() ? NOTHING : spec.data();
    if (!data.isObject()) {
      errors.add("data", new SubmissionFault.DataNotObject());
    } else {
      found.stream()
          .flatMap(target -> target.schema().validate(data).stream())
          .forEach(error -> errors.add(error.within("data")));
    }
  }

  private void requireKnown(List<String> names, FieldErrors errors) {
    for (int i = 0; i < names.size(); i++) {
      String name = String.valueOf(names.get(i));
      if (!channels.known().contains(name)) {
        errors.add(
            "channels[%d]".formatted(i), Spelling.unknown(Thing.CHANNEL, name, channels.known()));
      }
    }
  }

  private static void requireNamed(List<String> codes, FieldErrors errors) {
    for (int i = 0; i < codes.size(); i++) {
      errors.text("audience.recipients[%d]".formatted(i), codes.get(i), 100);
    }
  }

  static <E extends Enum<E>> E choice(
      String field, @Nullable String written, E usual, FieldErrors errors) {
    if (written == null) {
      return usual;
    }
    List<String> known = new ArrayList<>();
    for (E each : usual.getDeclaringClass().getEnumConstants()) {
      if (word(each).equals(written)) {
        return each;
      }
      known.add(word(each));
    }
    errors.add(field, new FieldFault.ChoiceWrong(known));
    return usual;
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
