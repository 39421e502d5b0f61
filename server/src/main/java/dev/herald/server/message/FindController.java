package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
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
          "A phone or an email in any usual form, a recipient's code, a message's or a request's"
              + " id, the value of a searchable variable, or a caller's own reference. Says what it"
              + " was taken for.")
  Find.Findings find(Caller caller, @RequestParam String q) {
    return find.find(caller, q);
  }

  /**
   * What to find.
   *
   * @param q whatever is known
   */
  record Wanted(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 500)
          @Nullable String q) {
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
  Find.Findings find(Caller caller, @RequestBody Wanted wanted) {
    return find.find(caller, wanted.q() == null ? "" : wanted.q());
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
