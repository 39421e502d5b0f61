package dev.herald.server.erasure;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person may ask for, by way of whoever looks after the tenant. */
@RestController
@RequestMapping("/v1/tenants/{tenant}/recipients/{code}")
@Tag(name = "Recipients")
class PersonController {
  private static final String ZIP = "application/zip";

  private final Tenants tenants;
  private final People people;
  private final PersonExport export;
  private final Erasure erasure;
  private final AuditLog audit;

  PersonController(
      Tenants tenants, People people, PersonExport export, Erasure erasure, AuditLog audit) {
    this.tenants = tenants;
    this.people = people;
    this.export = export;
    this.erasure = erasure;
    this.audit = audit;
  }

  @Requires(value = Permission.SEE_PERSONAL_DATA, across = Reach.Limit.APPLICATIONS)
  @GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "exportRecipient",
      summary = "Everything that is kept about a recipient",
      description =
          "Its addresses in the clear, its messages with their variables and traces, what it wrote"
              + " back, and where it must not be sent to. Secret variables stay masked. That it"
              + " was exported is recorded. With `zip` the document comes in a ZIP file.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(type = "object")),
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary"))
              }))
  void export(
      Caller.Staff caller,
      @PathVariable String tenant,
      @PathVariable String code,
      @RequestParam(defaultValue = "false") boolean zip,
      HttpServletResponse response)
      throws IOException {
    Person person = people.find(tenants.get(tenant), code);
    audit.record(Act.of("recipient.exported", "recipient", tenant + "/" + person.recipient().id()));
    String file = "recipient-" + person.recipient().id();
    response.setContentType(zip ? ZIP : MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s.%s\"".formatted(file, zip ? "zip" : "json"));
    if (zip) {
      ZipOutputStream packed = new ZipOutputStream(response.getOutputStream());
      packed.putNextEntry(new ZipEntry(file + ".json"));
      export.write(person, packed);
      packed.finish();
    } else {
      export.write(person, response.getOutputStream());
    }
  }

  @Requires(value = Permission.ADMINISTER, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/erase")
  @Operation(
      operationId = "eraseRecipient",
      summary = "Erase a recipient",
      description =
          "Takes away who it is, where its messages went and what they said, what it wrote back and"
              + " what waits for it. What waits to be sent is cancelled. States and counts stay,"
              + " and of addresses that must not be sent to a keyed hash. It can't be undone.")
  ErasureReport erase(Caller.Staff caller, @PathVariable String tenant, @PathVariable String code) {
    return erasure.erase(tenants.get(tenant), code, caller.name());
  }
}
