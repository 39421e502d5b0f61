package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.DirectoryFault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Messages")
class FindController {
  private final Find find;
  private final SoughtHandles handles;

  FindController(Find find, SoughtHandles handles) {
    this.find = find;
    this.handles = handles;
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/find")
  @Operation(
      summary = "Find messages by whatever is known of them",
      description =
          "A phone or an email in any usual form, a recipient's code, a message's, a request's"
              + " or a provider's id, a recipient's name, the value of a searchable variable, or a"
              + " caller's own reference; and a time as people say it, alone or beside one of them:"
              + " 昨晚9点, yesterday 9 pm. Says what it was taken for.")
  Find.Findings find(
      Caller caller,
      @RequestParam String q,
      @Parameter(description = "The time zone of times in it, such as Asia/Shanghai") @RequestParam
          @Nullable String zone) {
    return find.find(caller, q, zone == null ? null : zone(zone));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new RequestProblem.Invalid("zone", new DirectoryFault.ZoneUnknown(name));
    }
  }

  /**
   * What to find.
   *
   * @param q whatever is known
   * @param zone the time zone of times in it, such as Asia/Shanghai
   */
  record FindOrder(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 500)
          @Nullable String q,
      @Nullable String zone) {
    /** It may be an address. */
    @Override
    public String toString() {
      return "wanted";
    }
  }

  @Requires(Permission.READ)
  @PostMapping("/v1/find")
  @Operation(
      operationId = "findUnlogged",
      summary = "Find messages, with what is known of them in the body",
      description =
          "As GET /v1/find, whose address histories and logs of proxies keep: for phone numbers"
              + " and emails.")
  Find.Findings find(Caller caller, @RequestBody FindOrder wanted) {
    String q = wanted.q() == null ? "" : wanted.q();
    return find.find(caller, q, wanted.zone() == null ? null : zone(wanted.zone()));
  }

  @Requires(Permission.READ)
  @PostMapping("/v1/messages/sought")
  @Operation(
      summary = "A handle for what is sought, to stand in addresses",
      description =
          "The list, the counts, the export and resends take it as sought, for 12 hours: so that no"
              + " address of a person stands in the address of a request.")
  SoughtHandles.Handle sought(Caller caller, @RequestBody SoughtHandles.SoughtSpec spec) {
    return handles.of(spec);
  }
}
