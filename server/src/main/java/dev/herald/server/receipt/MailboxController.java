package dev.herald.server.receipt;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sources/{code}/mailbox")
class MailboxController {
  private final Sources sources;
  private final MailboxRows rows;

  MailboxController(Sources sources, MailboxRows rows) {
    this.sources = sources;
    this.rows = rows;
  }

  /**
   * How the mailbox that mails come back to is read.
   *
   * @param visitedAt the last time
   * @param readAt the last time that it could be read
   * @param reports bounces and complaints that were ever read
   * @param problem why it could not be read the last time
   */
  record MailboxView(
      Instant visitedAt, @Nullable Instant readAt, long reports, @Nullable WordedReason problem) {}

  @Operation(
      operationId = "getMailbox",
      summary = "How the mailbox that a source's mails come back to is read",
      description = "404 when it has none, or it was not read yet.")
  @Requires(Permission.READ)
  @GetMapping
  MailboxView get(Caller.Staff caller, @PathVariable String code) {
    sources.require(code, caller.reach());
    return sources
        .named(code)
        .map(ConfiguredSource::source)
        .flatMap(source -> rows.of(source.id()))
        .map(read ->
            new MailboxView(
                read.visitedAt(),
                read.readAt(),
                read.reports(),
                read.problem() == null ? null : WordedReason.of(read.problem())))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.RECEIPTS, code));
  }
}
