package dev.herald.server.intake;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.Page;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/messages")
@Tag(name = "Messages")
class MessageController {
  private final MessageDesk desk;

  MessageController(MessageDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/{id}")
  @Operation(summary = "One message with its whole trace")
  MessageView message(Caller caller, @PathVariable UUID id) {
    return desk.find(caller, id);
  }

  @GetMapping
  @Operation(
      summary = "Find messages, newest first",
      description =
          "By destination (the whole address), recipient (with tenant), application, node (with"
              + " application), tenant, channel, state, and from/to (ISO 8601). Read on with cursor.")
  Page<MessageView> messages(Caller caller, @RequestParam Map<String, String> filters) {
    return desk.list(caller, filters);
  }

  @PostMapping("/{id}/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Send a message again",
      description = "As a new message with the template version and variables of the first.")
  Saved.Ack resend(
      Caller caller,
      @PathVariable UUID id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
    return desk.resend(caller, id, key);
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Call off a message that is not being sent yet")
  MessageView cancel(Caller caller, @PathVariable UUID id) {
    return desk.cancel(caller, id);
  }
}
