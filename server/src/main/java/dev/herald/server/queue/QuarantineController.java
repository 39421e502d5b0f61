package dev.herald.server.queue;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/quarantine")
@Tag(name = "Queues")
class QuarantineController {
  private static final String KIND = "quarantined";

  private final Quarantine quarantine;
  private final QuarantineDesk desk;
  private final AuditLog audit;

  QuarantineController(Quarantine quarantine, QuarantineDesk desk, AuditLog audit) {
    this.quarantine = quarantine;
    this.desk = desk;
    this.audit = audit;
  }

  /**
   * A record in quarantine.
   *
   * @param kind what is wrong: Malformed, TooLarge, Invalid, Conflict, Forbidden, Failed
   * @param fields which are wrong
   */
  record QuarantinedRecord(
      UUID id,
      String queue,
      String position,
      @Nullable String application,
      Instant arrivedAt,
      int size,
      Quarantine.State state,
      @Nullable Instant decidedAt,
      @Nullable String decidedBy,
      @Nullable UUID request,
      @Nullable String kind,
      List<String> fields) {
    static QuarantinedRecord of(Quarantine.Kept kept) {
      Quarantine.About about = kept.about();
      return new QuarantinedRecord(
          kept.id(),
          kept.queue(),
          kept.position(),
          kept.application(),
          kept.arrivedAt(),
          kept.size(),
          kept.state(),
          kept.decidedAt(),
          kept.decidedBy(),
          kept.requestId(),
          about == null ? null : about.wrong().kind(),
          about == null
              ? List.of()
              : about.wrong().errors().stream().map(Quarantine.WrongField::field).toList());
    }
  }

  /**
   * All that came.
   *
   * @param detail what is wrong, in the reader's language, which may quote the record
   * @param code of that reason, stable
   * @param parameters of that reason, by name
   * @param body as text; bytes that are no UTF-8 are shown as U+FFFD
   */
  record QuarantinedContent(
      String detail,
      String code,
      Map<String, @Nullable Object> parameters,
      List<FieldError.Shown> errors,
      Map<String, String> headers,
      String body) {
    static QuarantinedContent of(Quarantine.About about, byte[] body) {
      Wording wording = Wording.ofRequest();
      WordedReason why = WordedReason.of(about.wrong().why(), wording);
      return new QuarantinedContent(
          why.text(),
          why.code(),
          why.parameters(),
          about.wrong().errors().stream().map(each -> each.error().shown(wording)).toList(),
          about.headers(),
          new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "quarantined content";
    }
  }

  /** What a record should have been. */
  record MendedRecord(@Nullable String body) {
    @Override
    public String toString() {
      return "mended record";
    }
  }

  /**
   * How to replay a record.
   *
   * @param application whose it is, where the record does not tell
   */
  record ReplayOrder(@Nullable String application) {}

  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @GetMapping
  @Operation(
      operationId = "listQuarantine",
      summary = "Records of queues that could not be taken, newest first")
  Page<QuarantinedRecord> list(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String queue,
      @RequestParam(defaultValue = "WAITING") Quarantine.State state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    List<Quarantine.Kept> read = quarantine.list(queue, state, before(cursor), size + 1);
    Page<Quarantine.Kept> page = Page.of(read, size, kept -> kept.id().toString());
    return new Page<>(
        page.items().stream()
            .filter(kept -> QuarantineDesk.isWithin(caller.reach(), kept))
            .map(QuarantinedRecord::of)
            .toList(),
        page.next());
  }

  private static @Nullable UUID before(@Nullable String cursor) {
    String position = Page.position(cursor);
    try {
      return position.isEmpty() ? null : UUID.fromString(position);
    } catch (IllegalArgumentException _) {
      throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
    }
  }

  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @GetMapping("/{id}")
  @Operation(operationId = "getQuarantined", summary = "One record, without what it holds")
  QuarantinedRecord get(Caller.Staff caller, @PathVariable UUID id) {
    return QuarantinedRecord.of(desk.find(caller, id));
  }

  @Requires(value = Permission.SEE_PERSONAL_DATA, across = Reach.Limit.TENANTS)
  @PostMapping("/{id}/reveal")
  @Operation(
      operationId = "revealQuarantined",
      summary = "All that a record holds, and what is wrong with it",
      description = "That somebody looked is recorded.")
  QuarantinedContent reveal(Caller.Staff caller, @PathVariable UUID id) {
    byte[] body = desk.body(caller, id);
    Quarantine.About about = desk.about(caller, id);
    audit.record(Act.of("quarantined.revealed", KIND, id));
    return QuarantinedContent.of(about, body);
  }

  @Requires(value = Permission.SEE_PERSONAL_DATA, across = Reach.Limit.TENANTS)
  @PutMapping("/{id}")
  @Operation(
      operationId = "mendQuarantined",
      summary = "Mend what a record holds",
      description = "It is not replayed by that.")
  QuarantinedRecord mend(
      Caller.Staff caller, @PathVariable UUID id, @RequestBody MendedRecord mended) {
    if (mended.body() == null) {
      throw new RequestProblem.Invalid("body", new FieldFault.FieldMissing());
    }
    desk.mend(caller, id, mended.body().getBytes(StandardCharsets.UTF_8));
    audit.record(Act.of("quarantined.mended", KIND, id));
    return get(caller, id);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping("/{id}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "replayQuarantined",
      summary = "Take a record in as it is now",
      description = "As the problem of a submission where it is still wrong.")
  Saved.Ack replay(
      Caller.Staff caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable ReplayOrder order) {
    Saved.Ack ack = desk.replay(caller, id, order == null ? null : order.application());
    audit.record(Act.of("quarantined.replayed", KIND, id));
    return ack;
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping("/{id}/discard")
  @Operation(operationId = "discardQuarantined", summary = "Let go of a record for good")
  QuarantinedRecord discard(Caller.Staff caller, @PathVariable UUID id) {
    desk.discard(caller, id);
    audit.record(Act.of("quarantined.discarded", KIND, id));
    return get(caller, id);
  }
}
