package dev.herald.server.console.configuration;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.schedule.CalendarSpec;
import dev.herald.server.schedule.ScheduleSpec;
import dev.herald.server.schedule.Schedules;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JsonNode;

/** {@code calendars}, by tenant, and {@code schedules}, by {@code application/code}. */
@Configuration(proxyBeanMethods = false)
class ScheduleSections {
  @Bean
  @Order(7)
  Section calendarsSection(Schedules schedules, JsonBodies bodies) {
    return new OfCalendars(schedules, bodies);
  }

  @Bean
  @Order(8)
  Section schedulesSection(Schedules schedules, Applications applications, JsonBodies bodies) {
    return new OfSchedules(schedules, applications, bodies);
  }

  private record OfCalendars(Schedules schedules, JsonBodies bodies) implements Section {
    @Override
    public String name() {
      return "calendars";
    }

    @Override
    public List<Change> put(Caller by, String tenant, JsonNode piece) {
      return List.of(schedules.putCalendar(tenant, bodies.read(piece, CalendarSpec.class)));
    }
  }

  private record OfSchedules(Schedules schedules, Applications applications, JsonBodies bodies)
      implements Section {
    @Override
    public String name() {
      return "schedules";
    }

    @Override
    public List<Change> put(Caller by, String key, JsonNode piece) {
      QualifiedKey schedule =
          QualifiedKey.parse(key, "application/schedule, for example esop/payday");
      ScheduleSpec spec = bodies.read(piece, ScheduleSpec.class);
      return List.of(
          schedules.put(applications.get(schedule.owner()), schedule.code(), spec).change());
    }
  }
}
