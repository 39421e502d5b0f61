package dev.herald.server.message;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.search.MessageCounts;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.template.MessageContent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/messages")
@Tag(name = "Messages")
class MessageController {
  private static final Set<String> TOLD =
      Set.of(
          "application",
          "node",
          "tenant",
          "source",
          "reason",
          "requestedBy",
          "state",
          "from",
          "to");

  private final MessageDesk desk;
  private final RecallDesk recalls;
  private final MessageList list;
  private final MessageInside inside;
  private final MessageFilters filters;
  private final AuditLog audit;

  MessageController(
      MessageDesk desk,
      RecallDesk recalls,
      MessageList list,
      MessageInside inside,
      MessageFilters filters,
      AuditLog audit) {
    this.desk = desk;
    this.recalls = recalls;
    this.list = list;
    this.inside = inside;
    this.filters = filters;
    this.audit = audit;
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}")
  @Operation(summary = "One message with its whole trace")
  MessageView message(Caller caller, @PathVariable UUID id) {
    return desk.find(caller, id);
  }

  @Requires(Permission.READ)
  @GetMapping
  @Operation(
      summary = "Find messages, newest first",
      description =
          "Takes a bounded time whatever the filters: a page may have few items and still a next;"
              + " then searchedTo says how far back it looked.")
  @MessageQuery
  @PageQuery
  MessageList.MessagePage messages(
      Caller caller,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    return list.page(caller, QueryParameters.of(parameters));
  }

  @Requires(Permission.READ)
  @GetMapping("/counts")
  @Operation(
      summary = "Count messages by state",
      description =
          "States in atLeast have that many or more: counting stopped there. Leaving out what was"
              + " sent or delivered (sent=false) costs little at any size.")
  @MessageQuery
  MessageCounts.Counts counts(
      Caller caller,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(defaultValue = "true") boolean sent) {
    return list.count(caller, QueryParameters.of(parameters), sent);
  }

  @Requires(Permission.READ)
  @GetMapping(path = "/export", produces = "text/csv")
  @Operation(
      summary = "The messages as a table, addresses masked",
      description = "At most 1,000,000 rows. Cells that look like formulas start with '.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  @MessageQuery
  void export(
      Caller caller,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
      HttpServletResponse response)
      throws IOException {
    Map<String, String> sought = QueryParameters.of(parameters);
    MessageFilter filter = filters.read(caller, sought).filter();
    audit.record(exported(sought));
    list.export(filter, response);
  }

  /** What may be an address, a person or a variable is named and not told. */
  private static Act exported(Map<String, String> parameters) {
    Map<String, String> filter = new TreeMap<>(parameters);
    filter.replaceAll((name, value) -> TOLD.contains(name) ? value : "(not kept)");
    return Act.of("message.exported", "message", "many").with(Map.of("filter", filter));
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}/content")
  @Operation(
      summary = "What a message says, secret variables masked",
      responses = {
        @ApiResponse(responseCode = "200", useReturnTypeSchema = true),
        @ApiResponse(responseCode = "409", ref = "#/components/responses/CONFLICT")
      })
  MessageContent content(Caller caller, @PathVariable UUID id) {
    return inside.content(caller, id);
  }

  @Requires(Permission.SEE_PERSONAL_DATA)
  @PostMapping("/{id}/reveal")
  @Operation(
      summary = "A message's address and variables unmasked",
      description = "The message's trace says who looked.")
  MessageInside.Revealed reveal(Caller.Staff caller, @PathVariable UUID id) {
    return inside.reveal(caller, id);
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/cancel")
  @Operation(summary = "Call off a message that is not being sent yet")
  MessageView cancel(Caller caller, @PathVariable UUID id) {
    MessageView cancelled = desk.cancel(caller, id);
    audit.record(Act.of("message.cancelled", "message", id));
    return cancelled;
  }

  /**
   * How to take back.
   *
   * @param others whether those that went in the same call may be taken back, too; their provider
   *     takes back all or none
   */
  record RecallOrder(@Nullable Boolean others) {}

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/recall")
  @Operation(
      operationId = "recallMessage",
      summary = "Take a message back",
      description =
          "One that waits is called off. One that was sent is taken back by its provider, and is"
              + " RECALLED then; 409 says why it can't be.")
  MessageView recall(
      Caller caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable RecallOrder order) {
    boolean others = order != null && Boolean.TRUE.equals(order.others());
    MessageView recalled = recalls.recall(caller, id, others);
    audit.record(Act.of("message.recalled", "message", id));
    return recalled;
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/ask")
  @Operation(
      operationId = "askMessage",
      summary = "Ask the provider what became of a message that is UNKNOWN",
      description =
          "Its answer is in the trace. 409 when the message is not UNKNOWN, or its provider can't"
              + " be asked.")
  MessageView ask(Caller caller, @PathVariable UUID id) {
    MessageView asked = desk.ask(caller, id);
    audit.record(Act.of("message.asked", "message", id));
    return asked;
  }
}
