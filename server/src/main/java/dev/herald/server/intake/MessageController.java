package dev.herald.server.intake;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.Page;
import dev.herald.server.task.MessageCounts;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
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
  private final MessageCounts counts;

  MessageController(MessageDesk desk, MessageCounts counts) {
    this.desk = desk;
    this.counts = counts;
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

  @GetMapping("/counts")
  @Operation(
      summary = "Count the messages that are not done, and those that failed, by state",
      description = "Of the key's application, or of all for the administrator; cheap at any size.")
  MessageCounts.Counts counts(
      Caller caller,
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE_TIME)
          @Nullable OffsetDateTime from) {
    UUID own =
        switch (caller) {
          case Caller.Administrator _ -> null;
          case Caller.OfApplication(var application) -> application.id();
        };
    return counts.count(own, from == null ? null : from.toInstant());
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
