package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the messages of one submission stand. */
@RestController
@Tag(name = "Messages")
class RequestController {
  private final Messages messages;
  private final MessageViews views;
  private final MessageReach reach;

  RequestController(Messages messages, MessageViews views, MessageReach reach) {
    this.messages = messages;
    this.views = views;
    this.reach = reach;
  }

  /**
   * A submission.
   *
   * @param request its id, as its answer gave it
   * @param items its messages in the order in which they were accepted, and what they fell back to
   *     within seconds; those that were duplicates are the messages of other submissions
   * @param next what to pass as {@code cursor} to read on; null at the end
   */
  record RequestView(
      UUID request, Instant acceptedAt, List<MessageView> items, @Nullable String next) {}

  @Requires(Permission.READ)
  @GetMapping("/v1/requests/{id}")
  @Operation(
      operationId = "getRequest",
      summary = "The messages of one submission, and where they stand",
      description =
          "By the id that the answer to the submission named as request. In the order of their"
              + " acceptance.")
  RequestView get(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit) {
    int size = Page.size(limit);
    List<MessageView> found =
        messages.ofRequest(id, after(id, cursor), size + 1).stream()
            .filter(message -> reach.covers(caller, message.message()))
            .map(MessageRecord::withoutOthers)
            .map(views::inList)
            .toList();
    if (found.isEmpty() && cursor == null) {
      throw new RequestProblem.NotFound("request", id);
    }
    Page<MessageView> page = Page.of(found, size, view -> view.id().toString());
    return new RequestView(id, Ids.madeAt(id), page.items(), page.next());
  }

  private static UUID after(UUID request, @Nullable String cursor) {
    String position = Page.position(cursor);
    if (position.isEmpty()) {
      return request;
    }
    try {
      return UUID.fromString(position);
    } catch (IllegalArgumentException _) {
      FieldErrors errors = new FieldErrors();
      errors.add("cursor", "is none of ours", "the 'next' of the page before, unchanged");
      throw new RequestProblem.Invalid(errors.all());
    }
  }
}
