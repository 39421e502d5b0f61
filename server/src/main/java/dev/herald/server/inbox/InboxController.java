package dev.herald.server.inbox;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.feed.SentContents;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.template.Rendering;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For recipients, by their tokens: each has its own inbox and sees no other. */
@RestController
@RequestMapping("/v1/inbox")
@Tag(name = "Inbox")
class InboxController {
  private final InboxStore store;
  private final SentContents contents;
  private final InboxStream stream;
  private final Vault vault;
  private final Clock clock;

  InboxController(
      InboxStore store, SentContents contents, InboxStream stream, Vault vault, Clock clock) {
    this.clock = clock;
    this.store = store;
    this.contents = contents;
    this.stream = stream;
    this.vault = vault;
  }

  /**
   * How much is unread.
   *
   * @param unread 100 stands for that many or more
   */
  @Schema(name = "InboxUnread")
  record Unread(int unread) {}

  /** All messages of the inbox: there is nothing to say about it. */
  @Schema(name = "InboxReading")
  record WholeInbox() {}

  /** Which messages are listed. */
  @Schema(name = "InboxShow")
  enum Show {
    all,
    unread,
    archived;

    InboxStore.Part part() {
      return switch (this) {
        case all -> InboxStore.Part.ALL;
        case unread -> InboxStore.Part.UNREAD;
        case archived -> InboxStore.Part.ARCHIVED;
      };
    }
  }

  @Requires(Permission.RECEIVE)
  @GetMapping("/messages")
  @Operation(operationId = "listInbox", summary = "The messages of an inbox, newest first")
  Page<InboxMessage> messages(
      Caller.OfRecipient caller,
      @RequestParam(defaultValue = "all") Show show,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    List<InboxStore.Entry> read = store.list(owner(caller), show.part(), before(cursor), size + 1);
    Page<InboxStore.Entry> page = Page.of(read, size, entry -> entry.messageId().toString());
    Map<UUID, SentContents.Sent> sent =
        contents.of(page.items().stream().map(InboxStore.Entry::messageId).toList());
    return new Page<>(
        page.items().stream()
            .flatMap(entry -> shown(entry, sent.get(entry.messageId())).stream())
            .toList(),
        page.next());
  }

  private static Optional<InboxMessage> shown(
      InboxStore.Entry entry, SentContents.@Nullable Sent sent) {
    return sent != null && sent.says() instanceof Rendering.Rendered(var content)
        ? InboxMessage.of(entry, content)
        : Optional.empty();
  }

  private static @Nullable UUID before(@Nullable String cursor) {
    String position = Page.position(cursor);
    try {
      return position.isEmpty() ? null : UUID.fromString(position);
    } catch (IllegalArgumentException _) {
      throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
    }
  }

  @Requires(Permission.RECEIVE)
  @GetMapping("/unread")
  @Operation(operationId = "countUnread", summary = "How much of an inbox is unread")
  Unread unread(Caller.OfRecipient caller) {
    return new Unread(store.unread(owner(caller)));
  }

  @Requires(Permission.RECEIVE)
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "streamInbox",
      summary = "Be told of changes as server-sent events",
      description =
          "Each event has how much is unread and the newest message's id; the first comes at once, so"
              + " that Last-Event-ID is not needed. Ends with the token at the latest.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                      schema = @Schema(type = "string"))))
  void stream(Caller.OfRecipient caller, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    stream.write(
        owner(caller),
        Duration.between(clock.instant(), caller.until()),
        response.getOutputStream());
  }

  @Requires(Permission.RECEIVE)
  @PostMapping("/read")
  @Operation(operationId = "readWholeInbox", summary = "Mark all messages as read")
  Unread readAll(
      Caller.OfRecipient caller, @RequestBody(required = false) @Nullable WholeInbox order) {
    store.readAll(owner(caller));
    return unread(caller);
  }

  @Requires(Permission.RECEIVE)
  @PostMapping("/messages/{id}/read")
  @Operation(
      operationId = "readInInbox",
      summary = "Mark a message as read",
      description = "The first time it is DELIVERED by that.")
  Unread read(Caller.OfRecipient caller, @PathVariable UUID id) {
    store.read(known(caller, id), id);
    return unread(caller);
  }

  @Requires(Permission.RECEIVE)
  @PostMapping("/messages/{id}/unread")
  @Operation(operationId = "unreadInInbox", summary = "Mark a message as unread")
  Unread markUnread(Caller.OfRecipient caller, @PathVariable UUID id) {
    store.unread(known(caller, id), id);
    return unread(caller);
  }

  @Requires(Permission.RECEIVE)
  @PostMapping("/messages/{id}/archive")
  @Operation(operationId = "archiveInInbox", summary = "Put a message away")
  Unread archive(Caller.OfRecipient caller, @PathVariable UUID id) {
    store.archive(known(caller, id), id);
    return unread(caller);
  }

  /** What is another's is not there. */
  private Owner known(Caller.OfRecipient caller, UUID id) {
    Owner owner = owner(caller);
    if (!store.has(owner, id)) {
      throw new RequestProblem.NotFound(Thing.MESSAGE, id);
    }
    return owner;
  }

  private Owner owner(Caller.OfRecipient caller) {
    return Owner.of(vault, caller);
  }
}
