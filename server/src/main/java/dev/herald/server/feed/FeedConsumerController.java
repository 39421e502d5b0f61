package dev.herald.server.feed;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

/** For those who take messages from feeds, with keys that are for them. */
@RestController
@RequestMapping("/v1/feeds/{feed}")
@Tag(name = "Feeds")
class FeedConsumerController {
  private static final Duration LONGEST_STREAM = Duration.ofHours(1);

  private final FeedPull pull;
  private final FeedStream stream;
  private final FeedAcks acks;

  FeedConsumerController(FeedPull pull, FeedStream stream, FeedAcks acks) {
    this.pull = pull;
    this.stream = stream;
    this.acks = acks;
  }

  /** Messages that are the caller's until their leases end. */
  @Schema(name = "FeedMessages")
  record Taken(List<FeedMessage> messages) {}

  /** The leases that something is said of. */
  @Schema(name = "FeedAck")
  record AckOrder(
      @ArraySchema(minItems = 1, maxItems = FeedOrders.MOST_LEASES)
          @Nullable List<@Nullable UUID> leases) {}

  /**
   * As above.
   *
   * @param delay until the messages are handed out again; left out: none
   */
  @Schema(name = "FeedNack")
  record NackOrder(
      @ArraySchema(minItems = 1, maxItems = FeedOrders.MOST_LEASES)
          @Nullable List<@Nullable UUID> leases,
      @Schema(example = "30s") @Nullable String delay) {}

  /**
   * As above.
   *
   * @param lease how long from now
   */
  @Schema(name = "FeedExtension")
  record ExtendOrder(
      @ArraySchema(minItems = 1, maxItems = FeedOrders.MOST_LEASES)
          @Nullable List<@Nullable UUID> leases,
      @Schema(example = "60s") @Nullable String lease) {}

  /**
   * What it counted for.
   *
   * @param gone the leases that are no more: their messages are another's by now, or done with
   */
  @Schema(name = "FeedSettled")
  record Settled(List<UUID> done, List<UUID> gone) {}

  @Requires(Permission.PULL)
  @GetMapping("/messages")
  @Operation(
      operationId = "pullFeed",
      summary = "Take messages from a feed",
      description =
          "Waits for the first of them. Each is the caller's until its lease ends; what is not acked"
              + " by then is handed out again.")
  Taken messages(
      Caller.OfApplication caller,
      @PathVariable String feed,
      @RequestParam(required = false) @Nullable Integer max,
      @RequestParam(required = false) @Nullable String wait,
      @RequestParam(required = false) @Nullable String lease,
      @RequestParam(required = false) @Nullable String consumer) {
    FeedKey key = FeedOrders.key(caller, feed);
    FieldErrors errors = new FieldErrors();
    FeedLeases.Wish wish = wish(caller, key, max, lease, consumer, errors);
    Duration patience =
        FeedOrders.duration(
            "wait", wait, Duration.ZERO, Duration.ZERO, FeedOrders.LONGEST_WAIT, errors);
    errors.throwIfAny();
    return new Taken(pull.take(wish, patience));
  }

  private static FeedLeases.Wish wish(
      Caller.OfApplication caller,
      FeedKey key,
      @Nullable Integer max,
      @Nullable String lease,
      @Nullable String consumer,
      FieldErrors errors) {
    errors.code("feed", key.feed());
    return new FeedLeases.Wish(
        key,
        FeedOrders.consumer(caller, consumer, errors),
        FeedOrders.most(max, errors),
        FeedOrders.lease(lease, errors));
  }

  @Requires(Permission.PULL)
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "streamFeed",
      summary = "Be sent messages from a feed as server-sent events",
      description =
          "Each event's data is a message as it is pulled, its id the lease. No more than max are out"
              + " at once. Ends after an hour at most: connect again. Last-Event-ID is not read, for"
              + " what was not acked comes again when its lease ends.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                      schema = @Schema(type = "string"))))
  void stream(
      Caller.OfApplication caller,
      @PathVariable String feed,
      @RequestParam(required = false) @Nullable Integer max,
      @RequestParam(required = false) @Nullable String lease,
      @RequestParam(required = false) @Nullable String consumer,
      @RequestParam(required = false) @Nullable String length,
      HttpServletResponse response)
      throws IOException {
    FeedKey key = FeedOrders.key(caller, feed);
    FieldErrors errors = new FieldErrors();
    FeedLeases.Wish wish = wish(caller, key, max, lease, consumer, errors);
    Duration open =
        FeedOrders.duration(
            "length", length, LONGEST_STREAM, Duration.ofSeconds(1), LONGEST_STREAM, errors);
    errors.throwIfAny();
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    stream.write(wish, open, response.getOutputStream());
  }

  @Requires(Permission.PULL)
  @PostMapping("/ack")
  @Operation(
      operationId = "ackFeed",
      summary = "Say that messages are done with",
      description =
          "They are DELIVERED by that. May be repeated. 409 when none of the leases is any more.")
  Settled ack(Caller.OfApplication caller, @PathVariable String feed, @RequestBody AckOrder order) {
    FeedOrders.key(caller, feed);
    FieldErrors errors = new FieldErrors();
    List<UUID> leases = FeedOrders.leases(order.leases(), errors);
    errors.throwIfAny();
    return settled(feed, leases, acks.ack(feed, leases));
  }

  @Requires(Permission.PULL)
  @PostMapping("/nack")
  @Operation(
      operationId = "nackFeed",
      summary = "Give messages back, to be handed out again",
      description = "One that was handed out as often as its feed allows fails by that.")
  Settled nack(
      Caller.OfApplication caller, @PathVariable String feed, @RequestBody NackOrder order) {
    FeedOrders.key(caller, feed);
    FieldErrors errors = new FieldErrors();
    List<UUID> leases = FeedOrders.leases(order.leases(), errors);
    Duration delay =
        FeedOrders.duration(
            "delay", order.delay(), Duration.ZERO, Duration.ZERO, FeedOrders.LONGEST_DELAY, errors);
    errors.throwIfAny();
    return settled(feed, leases, acks.giveBack(feed, leases, delay));
  }

  @Requires(Permission.PULL)
  @PostMapping("/extend")
  @Operation(operationId = "extendFeed", summary = "Keep messages for longer")
  Settled extend(
      Caller.OfApplication caller, @PathVariable String feed, @RequestBody ExtendOrder order) {
    FeedOrders.key(caller, feed);
    FieldErrors errors = new FieldErrors();
    List<UUID> leases = FeedOrders.leases(order.leases(), errors);
    Duration length =
        FeedOrders.duration(
            "lease",
            order.lease(),
            FeedTerms.USUAL.lease(),
            FeedTerms.SHORTEST_LEASE,
            FeedTerms.LONGEST_LEASE,
            errors);
    errors.throwIfAny();
    return settled(feed, leases, acks.extend(feed, leases, length));
  }

  private static Settled settled(String feed, List<UUID> asked, Set<UUID> counted) {
    if (counted.isEmpty()) {
      throw new RequestProblem.Conflict(new ProblemReason.LeasesGone(feed, asked.size()));
    }
    return new Settled(
        asked.stream().filter(counted::contains).toList(),
        asked.stream().filter(lease -> !counted.contains(lease)).toList());
  }
}
