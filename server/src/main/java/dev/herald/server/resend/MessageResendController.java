package dev.herald.server.resend;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/messages")
@Tag(name = "Messages")
class MessageResendController {
  private final MessageResend resend;
  private final AuditLog audit;

  MessageResendController(MessageResend resend, AuditLog audit) {
    this.resend = resend;
    this.audit = audit;
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}/channels")
  @Operation(
      operationId = "channelsMessage",
      summary = "By which channels a message could be sent again")
  List<MessageResend.ResendChannel> channels(Caller caller, @PathVariable UUID id) {
    return resend.channels(caller, id);
  }

  /**
   * How to send again.
   *
   * @param channel another than the message's own
   */
  record ResendOrder(@Nullable String channel) {}

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "resendMessage",
      summary = "Send a message again",
      description = "As a new message with the template version and variables of the first.")
  Saved.Ack resend(
      Caller caller,
      @PathVariable UUID id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable ResendOrder order) {
    Saved.Ack ack = resend.resend(caller, id, order == null ? null : order.channel(), key);
    audit.record(Act.of("message.resent", "message", id));
    return ack;
  }
}
