package dev.herald.server.schedule;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tenants/{tenant}/calendar")
@Tag(name = "Schedules")
class CalendarController {
  private final Calendars calendars;
  private final Schedules schedules;

  CalendarController(Calendars calendars, Schedules schedules) {
    this.calendars = calendars;
    this.schedules = schedules;
  }

  @Operation(
      operationId = "getCalendar",
      summary = "A company's holidays and worked weekend days",
      description = "Empty lists: Monday to Friday are workdays.")
  @Requires(Permission.READ)
  @GetMapping
  CalendarSpec get(Caller.Staff caller, @PathVariable String tenant) {
    return calendars.get(tenant);
  }

  @Operation(
      operationId = "putCalendar",
      summary = "Set a company's holidays and worked weekend days",
      description = "Empty lists take all away; one that is left out is empty, not both.")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PutMapping
  CalendarSpec put(
      Caller.Staff caller, @PathVariable String tenant, @RequestBody CalendarSpec spec) {
    schedules.putCalendar(tenant, spec);
    return calendars.get(tenant);
  }

  /**
   * A calendar of a file.
   *
   * @param csv in each line {@code date,kind}: kind is holiday or workday, 休 or 班
   */
  record CalendarFile(
      @Schema(example = "2026-10-01/2026-10-07,holiday\n2026-10-10,workday")
          @Nullable String csv) {}

  @Operation(
      operationId = "importCalendar",
      summary = "Set a company's calendar from the text of a CSV file")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/csv")
  CalendarSpec csv(
      Caller.Staff caller, @PathVariable String tenant, @RequestBody CalendarFile file) {
    schedules.putCalendar(tenant, CalendarFiles.read("csv", file.csv() == null ? "" : file.csv()));
    return calendars.get(tenant);
  }
}
