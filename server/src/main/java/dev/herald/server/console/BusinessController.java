package dev.herald.server.console;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.statistics.BusinessFigures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Requires(Permission.READ)
@Tag(name = "Operations")
class BusinessController {
  private final BusinessOverview overview;

  BusinessController(BusinessOverview overview) {
    this.overview = overview;
  }

  @GetMapping("/v1/overview/business")
  @Operation(
      operationId = "businessOverview",
      summary = "Who sends how much today, with what success",
      description =
          "Today in the zone, and beside it yesterday and the same day a week ago, up to the last "
              + "full hour. Of what the caller may see. Runs up to three seconds behind.")
  BusinessOverview.Today today(
      Caller.Staff caller,
      @RequestParam(defaultValue = "APPLICATION") BusinessFigures.By by,
      @RequestParam(defaultValue = "UTC") String zone) {
    return overview.look(by, zone(zone), caller.reach());
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException _) {
      throw new RequestProblem.Invalid("zone", new DirectoryFault.ZoneUnknown(text));
    }
  }
}
