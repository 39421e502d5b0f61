package dev.herald.server.console;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.cost.SpendingFigures.By;
import dev.herald.server.platform.csv.CsvTable;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.SubmissionFault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Requires(Permission.READ)
@Tag(name = "Costs")
class CostReportController {
  private static final List<String> COLUMNS =
      List.of(
          "key",
          "name",
          "owner",
          "sent",
          "delivered",
          "failed",
          "throttled",
          "priced",
          "segments",
          "currency",
          "amount");

  private final CostReport report;
  private final Clock clock;

  CostReportController(CostReport report, Clock clock) {
    this.report = report;
    this.clock = clock;
  }

  @GetMapping("/v1/costs")
  @Operation(
      operationId = "listCosts",
      summary = "Who sent how much, with what success, for how much money",
      description = "Whole days of UTC, this month by default. Of what the caller may see.")
  CostReport.Costs list(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "APPLICATION") By by) {
    return costs(caller, from, to, by);
  }

  private CostReport.Costs costs(
      Caller.Staff caller, @Nullable String from, @Nullable String to, By by) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate end = date("to", to, today);
    LocalDate begin = date("from", from, end.withDayOfMonth(1));
    if (begin.isAfter(end)) {
      throw new RequestProblem.Invalid("from", new SubmissionFault.DateInvalid(begin.toString()));
    }
    return report.of(by, begin, end, caller.reach());
  }

  private static LocalDate date(String field, @Nullable String text, LocalDate usual) {
    if (text == null || text.isBlank()) {
      return usual;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw new RequestProblem.Invalid(field, new SubmissionFault.DateInvalid(text));
    }
  }

  @GetMapping(path = "/v1/costs/export", produces = "text/csv")
  @Operation(
      operationId = "exportCosts",
      summary = "The same as a table",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void export(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "APPLICATION") By by,
      HttpServletResponse response)
      throws IOException {
    CostReport.Costs costs = costs(caller, from, to, by);
    CsvTable table = CsvTable.begin(response, "costs.csv", COLUMNS);
    costs.items().stream().map(CostReportController::row).forEach(table::row);
    table.flush();
  }

  private static List<Object> row(CostReport.CostLine line) {
    return Arrays.asList(
        line.key(),
        line.name(),
        line.owner(),
        line.sent(),
        line.delivered(),
        line.failed(),
        line.throttled(),
        line.priced(),
        line.segments(),
        line.currency(),
        line.amount() == null ? null : line.amount().stripTrailingZeros().toPlainString());
  }
}
