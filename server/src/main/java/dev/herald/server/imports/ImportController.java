package dev.herald.server.imports;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.upload.RowFaults;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tenants/{tenant}/imports")
@Tag(name = "Imports")
class ImportController {
  private static final int FAULTS_SHOWN = 200;

  private final Tenants tenants;
  private final ImportDesk desk;
  private final RowFaults faults;
  private final AuditLog audit;

  ImportController(Tenants tenants, ImportDesk desk, RowFaults faults, AuditLog audit) {
    this.tenants = tenants;
    this.desk = desk;
    this.faults = faults;
    this.audit = audit;
  }

  /**
   * What to import.
   *
   * @param upload the file
   * @param encoding left out: as it was found out
   * @param delimiter likewise; a comma, a semicolon, a tab
   * @param mapping the name of a column to what it holds: {@code code}, {@code name}, {@code
   *     locale}, {@code phone}, a channel, or {@code attributes.} and its own name; columns that
   *     are left out are not read
   */
  record ImportOrder(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable UUID upload,
      @Nullable String encoding,
      @Nullable String delimiter,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable Map<String, @Nullable String> mapping) {}

  /**
   * An import and how far it is.
   *
   * @param total rows; null: not counted yet
   * @param lookedAt rows, in the dry run and again when it runs
   * @param created new recipients; in the dry run: that there would be
   */
  record ImportView(
      UUID id,
      String file,
      RecipientImport.State state,
      String requestedBy,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable Long total,
      long lookedAt,
      long created,
      long updated,
      long unchanged,
      long wrong,
      @Nullable WordedReason problem) {
    static ImportView of(RecipientImport of) {
      return new ImportView(
          of.id(),
          of.file(),
          of.state(),
          of.requestedBy(),
          of.createdAt(),
          of.finishedAt(),
          of.total(),
          of.counts().lookedAt(),
          of.counts().created(),
          of.counts().updated(),
          of.counts().unchanged(),
          of.counts().wrong(),
          of.problem() == null ? null : WordedReason.of(of.problem()));
    }
  }

  /**
   * What is wrong with a row.
   *
   * @param line of the file
   * @param column as the file names it; empty: the row as a whole
   */
  @Schema(name = "RowFault")
  record FaultView(long line, String column, WordedReason problem) {}

  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeImport",
      summary = "Look at what a file would do to the recipients of a tenant",
      description =
          "A dry run, in the background. Nothing is changed before the import is started.")
  ImportView make(
      Caller.Staff caller, @PathVariable String tenant, @RequestBody ImportOrder order) {
    return ImportView.of(desk.make(caller, tenants.get(tenant), order));
  }

  @Requires(Permission.READ)
  @GetMapping
  @Operation(operationId = "listImports", summary = "The newest imports of a tenant")
  Page<ImportView> list(@PathVariable String tenant) {
    return Page.all(desk.list(tenants.get(tenant)).stream().map(ImportView::of).toList());
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}")
  @Operation(operationId = "getImport", summary = "How far an import is")
  ImportView get(@PathVariable String tenant, @PathVariable UUID id) {
    return ImportView.of(desk.get(tenants.get(tenant), id));
  }

  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/{id}/start")
  @Operation(operationId = "startImport", summary = "Do what the dry run said")
  ImportView start(@PathVariable String tenant, @PathVariable UUID id) {
    return ImportView.of(desk.start(tenants.get(tenant), id));
  }

  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/{id}/stop")
  @Operation(operationId = "stopImport", summary = "Stop an import; what it wrote stays")
  ImportView stop(@PathVariable String tenant, @PathVariable UUID id) {
    return ImportView.of(desk.stop(tenants.get(tenant), id));
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}/faults")
  @Operation(operationId = "listImportFaults", summary = "The first rows that are wrong, and why")
  Page<FaultView> faults(@PathVariable String tenant, @PathVariable UUID id) {
    UUID owner = desk.get(tenants.get(tenant), id).id();
    return Page.all(
        faults.list(owner, FAULTS_SHOWN).stream()
            .map(each -> new FaultView(each.line(), each.field(), WordedReason.of(each.reason())))
            .toList());
  }

  @Requires(Permission.READ)
  @GetMapping(path = "/{id}/faults/export", produces = "text/csv")
  @Operation(
      operationId = "exportImportFaults",
      summary = "What is wrong with which rows, as a table",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void export(@PathVariable String tenant, @PathVariable UUID id, HttpServletResponse response)
      throws IOException {
    UUID owner = desk.get(tenants.get(tenant), id).id();
    audit.record(Act.of("import.exported", "import", id));
    faults.write(owner, "import-errors.csv", response);
  }
}
