package dev.herald.server.suppression;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.csv.CsvTable;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.source.ConnectorCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/suppressions")
@Tag(name = "Suppressions")
class SuppressionController {
  private static final int AT_ONCE = 1_000;
  private static final List<String> COLUMNS =
      List.of("tenant", "channel", "kind", "address", "cause", "since", "by", "note", "message");

  private final SuppressionDesk desk;
  private final SuppressionStore store;
  private final ConnectorCatalog connectors;
  private final AuditLog audit;

  SuppressionController(
      SuppressionDesk desk, SuppressionStore store, ConnectorCatalog connectors, AuditLog audit) {
    this.desk = desk;
    this.store = store;
    this.connectors = connectors;
    this.audit = audit;
  }

  /**
   * An address that is not sent to on a channel.
   *
   * @param address masked
   * @param reason what the provider said
   * @param message that it was said of
   * @param by who added it by hand
   */
  record SuppressionView(
      UUID id,
      String tenant,
      String channel,
      String address,
      Suppression.Cause cause,
      @Nullable WordedReason reason,
      @Nullable UUID message,
      @Nullable String by,
      @Nullable String note,
      Instant since) {}

  /** Whom to look for. */
  record SuppressionSearch(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 2048)
          @Nullable String address,
      @Nullable String channel) {
    @Override
    public String toString() {
      return "suppression search";
    }
  }

  private SuppressionView view(Suppression entry) {
    return new SuppressionView(
        entry.id(),
        desk.tenant(entry),
        entry.channel().name(),
        entry.address().masked(),
        entry.cause(),
        entry.reason() == null ? null : WordedReason.of(entry.reason(), wording()),
        entry.messageId(),
        entry.madeBy(),
        entry.note(),
        entry.since());
  }

  private Wording wording() {
    return Wording.ofRequest().knowing(connectors::meaning);
  }

  @Requires(Permission.READ)
  @GetMapping
  @Operation(
      operationId = "listSuppressions",
      summary = "Addresses that are not sent to, newest first, masked")
  Page<SuppressionView> list(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String tenant,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) Suppression.@Nullable Cause cause,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Page<Suppression> page =
        Page.of(
            store.list(
                desk.selection(caller.reach(), tenant, channel, cause), before(cursor), size + 1),
            size,
            entry -> entry.id().toString());
    return new Page<>(page.items().stream().map(this::view).toList(), page.next());
  }

  private static @Nullable UUID before(@Nullable String cursor) {
    String position = Page.position(cursor);
    try {
      return position.isEmpty() ? null : UUID.fromString(position);
    } catch (IllegalArgumentException _) {
      throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
    }
  }

  @Requires(Permission.READ)
  @PostMapping("/search")
  @Operation(
      operationId = "searchSuppressions",
      summary = "The entries of one address",
      description = "By the whole address. It is in the body, so that no log of addresses has it.")
  List<SuppressionView> search(Caller.Staff caller, @RequestBody SuppressionSearch sought) {
    if (sought.address() == null || sought.address().isBlank()) {
      throw new RequestProblem.Invalid("address", new FieldFault.FieldMissing());
    }
    return desk.ofAddress(caller.reach(), sought.address(), sought.channel()).stream()
        .map(this::view)
        .toList();
  }

  @Requires(Permission.OPERATE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "addSuppression", summary = "Send nothing more to an address")
  SuppressionView add(Caller.Staff caller, @RequestBody SuppressionDesk.Wanted wanted) {
    return view(desk.add(caller, caller.reach(), wanted));
  }

  @Requires(Permission.OPERATE)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "liftSuppression", summary = "Send to an address again")
  void lift(Caller.Staff caller, @PathVariable UUID id) {
    desk.lift(caller.reach(), id);
  }

  @Requires(Permission.SEE_PERSONAL_DATA)
  @GetMapping(path = "/export", produces = "text/csv")
  @Operation(
      operationId = "exportSuppressions",
      summary = "The list as a table, addresses in the clear",
      description = "That it was exported is recorded. Cells that look like formulas start with '.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void export(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String tenant,
      @RequestParam(required = false) @Nullable String channel,
      HttpServletResponse response)
      throws IOException {
    SuppressionStore.Selection among = desk.selection(caller.reach(), tenant, channel, null);
    audit.record(Act.of("suppression.exported", "suppression", "many"));
    write(among, CsvTable.begin(response, "suppressions.csv", COLUMNS));
  }

  /** Reads page after page, so that no snapshot is held while a slow reader takes its time. */
  private void write(SuppressionStore.Selection among, CsvTable table) throws IOException {
    UUID end = null;
    List<Suppression> read;
    do {
      read = store.list(among, end, AT_ONCE);
      read.stream().map(entry -> row(entry, table)).forEach(table::row);
      end = read.isEmpty() ? null : read.getLast().id();
    } while (read.size() == AT_ONCE);
    table.flush();
  }

  private List<Object> row(Suppression entry, CsvTable table) {
    return Arrays.asList(
        desk.tenant(entry),
        entry.channel().name(),
        table.name("kind", entry.address().kind().name()),
        entry.address().address(),
        table.name("cause", entry.cause().name()),
        entry.since(),
        entry.madeBy(),
        entry.note(),
        entry.messageId());
  }
}
