package dev.herald.server.answer;

import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Moments;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.WordedReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries tell of messages of all tenants, and are for those who see all. */
@RestController
@RequestMapping(SubscriptionController.ONE)
@Tag(name = "Subscriptions")
class DeliveryController {
  private final Applications applications;
  private final Subscriptions subscriptions;
  private final DeliveryLog log;

  DeliveryController(Applications applications, Subscriptions subscriptions, DeliveryLog log) {
    this.applications = applications;
    this.subscriptions = subscriptions;
    this.log = log;
  }

  /**
   * An event on its way to a subscription.
   *
   * @param event the id of the CloudEvent, the same in every attempt
   * @param at when what it tells of happened
   * @param nextAt when it is tried next; left out once it is over
   * @param status of the last answer
   * @param reason why the last attempt failed
   */
  record EventDelivery(
      UUID id,
      UUID event,
      String type,
      @Nullable UUID message,
      Instant at,
      DeliveryLog.State state,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Instant endedAt,
      @Nullable Integer status,
      @Nullable WordedReason reason) {
    static EventDelivery of(DeliveryLog.Line line) {
      return new EventDelivery(
          line.id(),
          line.event(),
          line.type(),
          line.message(),
          line.at(),
          line.state(),
          line.attempts(),
          line.nextAt(),
          line.endedAt(),
          line.status(),
          worded(line.reason()));
    }
  }

  /**
   * One attempt.
   *
   * @param status of HTTP; left out: there was no answer
   * @param reason why it failed; left out: it arrived
   * @param excerpt the beginning of the answer, without secrets
   */
  record DeliveryAttempt(
      int attempt,
      Instant at,
      int durationMillis,
      @Nullable Integer status,
      @Nullable WordedReason reason,
      @Nullable String excerpt) {
    static DeliveryAttempt of(DeliveryLog.Attempt made) {
      return new DeliveryAttempt(
          made.attempt(),
          made.at(),
          made.durationMillis(),
          made.status(),
          worded(made.reason()),
          made.excerpt());
    }
  }

  /**
   * All of a delivery.
   *
   * @param body the CloudEvent, as it is sent
   */
  record EventDeliveryDetail(EventDelivery delivery, String body, List<DeliveryAttempt> attempts) {}

  /**
   * Which failed deliveries are replayed.
   *
   * @param since those whose events were noted then or later
   */
  record ReplayFailedOrder(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              format = "date-time",
              example = "2027-06-30T00:00:00Z")
          @Nullable String since) {}

  /** How many deliveries are tried again. */
  record ReplayedDeliveries(int replayed) {}

  private static @Nullable WordedReason worded(@Nullable Reason reason) {
    return reason == null ? null : WordedReason.of(reason);
  }

  @Operation(
      operationId = "listEventDeliveries",
      summary = "What was delivered to a subscription and what was not, newest first")
  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @GetMapping("/deliveries")
  Page<EventDelivery> list(
      Caller caller,
      @PathVariable String application,
      @PathVariable String subscription,
      @RequestParam(required = false) DeliveryLog.@Nullable State state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    List<DeliveryLog.Line> read =
        log.list(find(caller, application, subscription).id(), state, before(cursor), size + 1);
    Page<DeliveryLog.Line> page = Page.of(read, size, line -> line.id().toString());
    return new Page<>(page.items().stream().map(EventDelivery::of).toList(), page.next());
  }

  private static @Nullable UUID before(@Nullable String cursor) {
    String position = Page.position(cursor);
    try {
      return position.isEmpty() ? null : UUID.fromString(position);
    } catch (IllegalArgumentException _) {
      throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
    }
  }

  @Operation(
      operationId = "getEventDelivery",
      summary = "A delivery with its event and its attempts")
  @Requires(value = Permission.READ, across = Reach.Limit.TENANTS)
  @GetMapping("/deliveries/{id}")
  EventDeliveryDetail get(
      Caller caller,
      @PathVariable String application,
      @PathVariable String subscription,
      @PathVariable UUID id) {
    DeliveryLog.Line line = log.get(find(caller, application, subscription).id(), id);
    return new EventDeliveryDetail(
        EventDelivery.of(line),
        log.body(line),
        log.attempts(id).stream().map(DeliveryAttempt::of).toList());
  }

  @Operation(
      operationId = "replayEventDelivery",
      summary = "Deliver an event once more, with the id that it had")
  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping("/deliveries/{id}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  EventDelivery replay(
      Caller caller,
      @PathVariable String application,
      @PathVariable String subscription,
      @PathVariable UUID id) {
    Subscription to = find(caller, application, subscription);
    log.replay(to, id);
    return EventDelivery.of(log.get(to.id(), id));
  }

  @Operation(
      operationId = "replayFailedEvents",
      summary = "Deliver all events once more that failed since a time")
  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping("/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ReplayedDeliveries replayFailed(
      Caller caller,
      @PathVariable String application,
      @PathVariable String subscription,
      @RequestBody ReplayFailedOrder order) {
    FieldErrors errors = new FieldErrors();
    if (order.since() == null) {
      errors.add("since", new FieldFault.FieldMissing());
    }
    Instant since = order.since() == null ? null : Moments.parse("since", order.since(), errors);
    errors.throwIfAny();
    return new ReplayedDeliveries(
        log.replayFailed(
            find(caller, application, subscription), since == null ? Instant.EPOCH : since));
  }

  @Operation(
      operationId = "testSubscription",
      summary = "Send an event that only shows that it arrives")
  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping("/test")
  @ResponseStatus(HttpStatus.ACCEPTED)
  EventDelivery test(
      Caller caller, @PathVariable String application, @PathVariable String subscription) {
    return EventDelivery.of(log.test(find(caller, application, subscription)));
  }

  private Subscription find(Caller caller, String application, String subscription) {
    return subscriptions.get(caller, applications.get(application), subscription);
  }
}
