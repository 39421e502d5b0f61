package dev.herald.server.access;

import dev.herald.server.audit.AuditEntry;
import dev.herald.server.audit.AuditFilter;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.audit.AuditVerification;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Moments;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/audit")
@Requires(
    value = Permission.ADMINISTER,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
@Tag(name = "Audit")
class AuditController {
  private static final Pattern ANCHOR = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

  private final AuditLog log;
  private final AuditVerification verification;

  AuditController(AuditLog log, AuditVerification verification) {
    this.log = log;
    this.verification = verification;
  }

  /**
   * @param position of the first entry that is not as it was written; left out when all are
   * @param head where the chain ends, {@code position:hash}: to be noted elsewhere
   */
  record Verified(
      boolean intact,
      long entries,
      @Nullable Long position,
      @Nullable String reason,
      String head) {}

  @GetMapping
  @Operation(
      summary = "What was done, newest first",
      description =
          "actor is a name; action is one like user.created, or the kind alone, like user; subject"
              + " is one like tenant:acme.")
  Page<AuditEntry> list(
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable String subject,
      @Parameter(schema = @Schema(type = "string", format = "date-time"))
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(schema = @Schema(type = "string", format = "date-time"))
          @RequestParam(required = false)
          @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    FieldErrors errors = new FieldErrors();
    Instant since = instant("from", from, errors);
    Instant until = instant("to", to, errors);
    errors.throwIfAny();
    AuditFilter filter = new AuditFilter(actor, action, subject, since, until, before(cursor));
    List<AuditEntry> read = log.list(filter, size + 1);
    return Page.of(read, size, entry -> Long.toString(entry.position()));
  }

  @GetMapping("/verification")
  @Operation(
      summary = "Walk the whole chain and tell whether every entry is as it was written",
      description = "anchor is a head that was noted before; it must still be part of the chain.")
  Verified verify(@RequestParam(required = false) @Nullable String anchor) {
    return switch (verification.verify(anchor == null ? null : parsed(anchor))) {
      case AuditVerification.Result.Intact(AuditVerification.Anchor head) ->
          new Verified(
              true, head.position(), null, null, "%d:%s".formatted(head.position(), head.hash()));
      case AuditVerification.Result.Broken(long position, String reason) ->
          new Verified(false, position - 1, position, reason, "");
    };
  }

  private static AuditVerification.Anchor parsed(String anchor) {
    Matcher matcher = ANCHOR.matcher(anchor);
    if (!matcher.matches()) {
      throw new RequestProblem.Invalid(
          "anchor", "is no head of the log", "a head that was noted before, like '120:5f3a…'");
    }
    return new AuditVerification.Anchor(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  private static @Nullable Instant instant(
      String field, @Nullable String text, FieldErrors errors) {
    return Moments.ofQuery(field, text, errors);
  }

  private static long before(@Nullable String cursor) {
    String position = Page.position(cursor);
    try {
      return position.isEmpty() ? Long.MAX_VALUE : Long.parseLong(position);
    } catch (NumberFormatException _) {
      throw new RequestProblem.Invalid(
          "cursor", "is none of ours", "the 'next' of the page before, unchanged");
    }
  }
}
