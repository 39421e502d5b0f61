package dev.herald.server.diagnosis;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Messages")
class DiagnosisController {
  private final DiagnosisDesk desk;
  private final Diagnosing diagnosing;

  DiagnosisController(DiagnosisDesk desk, Diagnosing diagnosing) {
    this.desk = desk;
    this.diagnosing = diagnosing;
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/messages/{id}/diagnosis")
  @Operation(
      operationId = "diagnoseMessage",
      summary = "Why a message arrived or not",
      description =
          "What happened, the rule or answer behind it, whether a resend helps, and what else"
              + " does. The cause's code is stable.")
  Diagnosis message(Caller caller, @PathVariable UUID id) {
    return desk.of(caller, id);
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/diagnose")
  @Operation(
      operationId = "diagnose",
      summary = "Why somebody has no message",
      description =
          "By one of destination, recipient (with tenant), reference, and q, which takes whatever"
              + " /v1/find does. Tells of the newest messages, of submissions that were refused or"
              + " repeated an earlier one within two weeks, and of records in quarantine. When there"
              + " is nothing, nearest says so and what came nearest.")
  Diagnosis.Diagnoses diagnose(
      Caller caller,
      @Parameter(description = "A whole address in any usual form") @RequestParam
          @Nullable String destination,
      @Parameter(description = "A recipient's code; needs tenant") @RequestParam
          @Nullable String recipient,
      @Parameter(description = "The caller's own name of it") @RequestParam
          @Nullable String reference,
      @Parameter(description = "Whatever is known of it") @RequestParam @Nullable String q,
      @Parameter(description = "A tenant's code") @RequestParam @Nullable String tenant,
      @Parameter(description = "Only of this application") @RequestParam
          @Nullable String application) {
    Map<String, String> asked = new TreeMap<>();
    put(asked, "destination", destination);
    put(asked, "recipient", recipient);
    put(asked, "reference", reference);
    put(asked, "q", q);
    put(asked, "tenant", tenant);
    put(asked, "application", application);
    return diagnosing.of(caller, asked);
  }

  /** As the query of GET /v1/diagnose. */
  record DiagnoseOrder(
      @Nullable String destination,
      @Nullable String recipient,
      @Nullable String reference,
      @Nullable String q,
      @Nullable String tenant,
      @Nullable String application) {
    /** It may be an address. */
    @Override
    public String toString() {
      return "wanted";
    }
  }

  @Requires(Permission.READ)
  @PostMapping("/v1/diagnose")
  @Operation(
      operationId = "diagnoseUnlogged",
      summary = "Why somebody has no message, with what is known of it in the body",
      description =
          "As GET /v1/diagnose, whose address histories and logs of proxies keep: for phone numbers"
              + " and emails.")
  Diagnosis.Diagnoses diagnose(Caller caller, @RequestBody DiagnoseOrder wanted) {
    return diagnose(
        caller,
        wanted.destination(),
        wanted.recipient(),
        wanted.reference(),
        wanted.q(),
        wanted.tenant(),
        wanted.application());
  }

  private static void put(Map<String, String> asked, String name, @Nullable String value) {
    if (value != null) {
      asked.put(name, value);
    }
  }
}
