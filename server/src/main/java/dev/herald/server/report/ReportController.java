package dev.herald.server.report;

import dev.herald.server.application.Applications;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Requires(
    value = Permission.ADMINISTER,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
@Tag(name = "Operations")
class ReportController {
  private final ReportSettings settings;
  private final WeeklyReports reports;
  private final Applications applications;
  private final Tenants tenants;
  private final AuditLog audit;
  private final Clock clock;

  ReportController(
      ReportSettings settings,
      WeeklyReports reports,
      Applications applications,
      Tenants tenants,
      AuditLog audit,
      Clock clock) {
    this.settings = settings;
    this.reports = reports;
    this.applications = applications;
    this.tenants = tenants;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * By which company's sources weekly reports are sent, in its zone on Mondays from nine.
   *
   * @param tenant null: none are sent
   */
  record ReportOrder(@Nullable String tenant) {}

  @GetMapping("/v1/report-settings")
  @Operation(operationId = "getReportSettings", summary = "Who sends weekly reports")
  ReportOrder get(Caller.Staff caller) {
    return new ReportOrder(settings.read().tenant());
  }

  @PutMapping("/v1/report-settings")
  @Transactional
  @Operation(
      operationId = "putReportSettings",
      summary = "Set who sends weekly reports",
      description = "The first reports are of the week that is under way.")
  ReportOrder put(Caller.Staff caller, @RequestBody ReportOrder order) {
    String code = order.tenant == null || order.tenant.isBlank() ? null : order.tenant.strip();
    if (code == null) {
      settings.write(null, settings.read().lastWeek());
    } else {
      settings.write(code, WeeklyReports.lastWeek(clock.instant(), tenant(code)));
    }
    ReportOrder kept = get(caller);
    audit.record(Act.of("report-settings.set", "report-settings", "all").with(kept));
    return kept;
  }

  private Tenant tenant(String code) {
    return tenants
        .find(code)
        .orElseThrow(() ->
            new RequestProblem.Invalid(
                "tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), code)));
  }

  @PostMapping("/v1/applications/{application}/weekly-report")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "sendWeeklyReport",
      summary = "Send an application's owner the figures of last week now")
  Saved.Ack send(Caller.Staff caller, @PathVariable String application) {
    Application found = applications.get(application);
    String code = settings.read().tenant();
    if (code == null) {
      throw new RequestProblem.Conflict(new ProblemReason.ReportSenderMissing());
    }
    if (WeeklyReports.address(found).isEmpty()) {
      throw new RequestProblem.Conflict(new ProblemReason.OwnerAddressMissing(application));
    }
    Tenant tenant = tenant(code);
    Saved.Ack ack =
        reports.send(
            found, WeeklyReports.lastWeek(clock.instant(), tenant), tenant, Ids.next().toString());
    audit.record(
        Act.of("application.report-sent", "application", application)
            .with(Map.of("message", ack.messages().getFirst().id())));
    return ack;
  }
}
