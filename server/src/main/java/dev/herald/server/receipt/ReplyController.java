package dev.herald.server.receipt;

import dev.herald.channel.Destination;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.message.MessageReach;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/messages/{id}/replies")
@Tag(name = "Messages")
class ReplyController {
  private final MessageReach reach;
  private final Replies replies;

  ReplyController(MessageReach reach, Replies replies) {
    this.reach = reach;
    this.replies = replies;
  }

  /**
   * What the recipient wrote back.
   *
   * @param from masked
   * @param stop whether it says to send nothing more
   */
  record ReplyView(UUID id, Instant at, String from, String text, boolean stop) {
    @Override
    public String toString() {
      return "reply";
    }
  }

  @Requires(Permission.READ)
  @GetMapping
  @Operation(operationId = "listReplies", summary = "What the recipient wrote back, oldest first")
  List<ReplyView> list(Caller caller, @PathVariable UUID id) {
    Destination.Kind kind =
        reach.message(caller, id).message().context().route().destination().kind();
    return replies.to(id).stream().map(reply -> view(kind, reply)).toList();
  }

  private static ReplyView view(Destination.Kind kind, Replies.Reply reply) {
    Destination.Kind shown = kind == Destination.Kind.NONE ? Destination.Kind.USER : kind;
    return new ReplyView(
        reply.id(),
        reply.at(),
        new Destination(shown, reply.words().from()).masked(),
        reply.words().text(),
        reply.stop());
  }
}
