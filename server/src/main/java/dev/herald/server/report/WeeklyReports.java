package dev.herald.server.report;

import dev.herald.channel.Destination;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.CallerKey;
import dev.herald.server.intake.Incoming;
import dev.herald.server.intake.Intake;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.job.RecurringJob;
import dev.herald.server.platform.web.PublicUrl;
import dev.herald.server.task.Saved;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends each application's owner the figures of the week that is over, on Mondays from nine. */
@Component
class WeeklyReports {
  private static final Logger log = LoggerFactory.getLogger(WeeklyReports.class);
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final int HOUR = 9;

  private final ReportSettings settings;
  private final WeekFigures figures;
  private final ReportNode node;
  private final Applications applications;
  private final Tenants tenants;
  private final Recipients recipients;
  private final Intake intake;
  private final PublicUrl url;
  private final JsonMapper json;
  private final Clock clock;

  WeeklyReports(
      ReportSettings settings,
      WeekFigures figures,
      ReportNode node,
      Applications applications,
      Tenants tenants,
      Recipients recipients,
      Intake intake,
      PublicUrl url,
      JsonMapper json,
      Clock clock) {
    this.settings = settings;
    this.figures = figures;
    this.node = node;
    this.applications = applications;
    this.tenants = tenants;
    this.recipients = recipients;
    this.intake = intake;
    this.url = url;
    this.json = json;
    this.clock = clock;
  }

  /** Where an application's owner is written to; empty: its contact is no email address. */
  static Optional<String> address(Application application) {
    return Optional.ofNullable(application.contact())
        .map(String::strip)
        .filter(contact -> EMAIL.matcher(contact).matches());
  }

  /** The Monday of the week that is over. */
  static LocalDate lastWeek(Instant now, Tenant tenant) {
    return ZonedDateTime.ofInstant(now, tenant.zone())
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .minusWeeks(1);
  }

  WeekFigures.Week week(Application application, LocalDate monday, Tenant tenant) {
    return figures.of(application, monday, tenant.zone());
  }

  /**
   * Sends one.
   *
   * @param key with which a repeat is no second report
   */
  Saved.Ack send(Application application, LocalDate monday, Tenant tenant, String key) {
    return submit(application, address(application).orElseThrow(), monday, tenant, key).ack();
  }

  private IntakeResult submit(
      Application application, String address, LocalDate monday, Tenant tenant, String key) {
    node.present();
    ObjectNode request = json.createObjectNode();
    request.put("application", ReportNode.APPLICATION);
    request.put("node", ReportNode.NODE);
    request.put("tenant", tenant.code());
    ObjectNode to = request.putArray("to").addObject();
    to.put("email", address);
    to.put("locale", locale(tenant, address));
    request.set("data", data(application, week(application, monday, tenant)));
    return intake.accept(
        new Incoming.Line(
            new Caller.Administrator(),
            CallerKey.ofCall("weekly report", key),
            null,
            null,
            json.writeValueAsBytes(request)));
  }

  /** Of the recipient who has this address; else the company's. */
  private String locale(Tenant tenant, String address) {
    return recipients
        .having(Set.of(new Destination(Destination.Kind.EMAIL, address)), Set.of(tenant.id()))
        .stream()
        .map(Recipient::locale)
        .filter(locale -> locale != null)
        .findFirst()
        .orElse(tenant.locale())
        .toLanguageTag();
  }

  private ObjectNode data(Application application, WeekFigures.Week week) {
    ObjectNode data = json.createObjectNode();
    data.put("application", application.name());
    data.put("from", week.from().toString());
    data.put("to", week.to().toString());
    data.put("accepted", week.accepted());
    data.put("failed", week.failed());
    data.put("before", week.before());
    if (week.success() != null) {
      data.put("success", week.success().toPlainString());
    }
    ArrayNode nodes = data.putArray("nodes");
    week.nodes()
        .forEach(each ->
            nodes
                .addObject()
                .put("name", each.name())
                .put("accepted", each.accepted())
                .put("failed", each.failed()));
    ArrayNode costs = data.putArray("costs");
    week.costs()
        .forEach(cost ->
            costs.addObject().put("amount", cost.currency() + " " + cost.amount().toPlainString()));
    url.configured().ifPresent(base -> data.put("link", base + "/overview"));
    return data;
  }

  @Bean
  RecurringJob weeklyReport() {
    return new RecurringJob("weekly-report", Duration.ofMinutes(10), () -> look(clock.instant()));
  }

  /**
   * Sends what is due. Each has its key, so that what was sent before a crash is not sent again.
   */
  void look(Instant now) {
    ReportSettings.Settings kept = settings.read();
    Optional<Tenant> tenant = Optional.ofNullable(kept.tenant()).flatMap(tenants::find);
    if (tenant.isEmpty()) {
      return;
    }
    LocalDate monday = lastWeek(now, tenant.get());
    Instant due = monday.plusWeeks(1).atTime(HOUR, 0).atZone(tenant.get().zone()).toInstant();
    if (!monday.isAfter(kept.lastWeek()) || now.isBefore(due)) {
      return;
    }
    boolean all = true;
    for (Application application : applications.list()) {
      all &= !application.weeklyReport() || sent(application, monday, tenant.get());
    }
    if (all) {
      settings.sent(monday);
    }
  }

  private boolean sent(Application application, LocalDate monday, Tenant tenant) {
    Optional<String> address = address(application);
    if (address.isEmpty() || week(application, monday, tenant).isQuiet()) {
      return true;
    }
    String key = application.code() + " " + monday;
    return switch (submit(application, address.get(), monday, tenant, key)) {
      case IntakeResult.Accepted _, IntakeResult.Repeated _ -> true;
      case IntakeResult.Busy _, IntakeResult.Failed _ -> false;
      case IntakeResult.Refused(var problem) -> {
        log.warn("The weekly report of {} was refused: {}", application.code(), problem.reason());
        yield true;
      }
    };
  }
}
