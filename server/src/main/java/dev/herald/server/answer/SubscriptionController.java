package dev.herald.server.answer;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Subscriptions")
class SubscriptionController {
  private static final String ALL = "/v1/applications/{application}/subscriptions";
  static final String ONE = ALL + "/{subscription}";
  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final Applications applications;
  private final Subscriptions subscriptions;

  SubscriptionController(Applications applications, Subscriptions subscriptions) {
    this.applications = applications;
    this.subscriptions = subscriptions;
  }

  /**
   * How a secret is replaced.
   *
   * @param overlap how long the secret before signs too, up to 30d; left out: 1d
   */
  record SecretOrder(@Schema(example = "1d") @Nullable String overlap) {}

  /**
   * A secret that was just made.
   *
   * @param secret to be kept by the receiver now: it is never shown again
   */
  record NewSecret(String secret) {
    @Override
    public String toString() {
      return "secret";
    }
  }

  @Operation(
      operationId = "listAllSubscriptions",
      summary = "Who hears what becomes of messages, of all applications")
  @Requires(Permission.READ)
  @GetMapping("/v1/subscriptions")
  Page<SubscriptionView> list(Caller caller) {
    return Page.all(
        subscriptions.all().stream()
            .filter(each -> caller.reach().seesApplication(each.application()))
            .map(each -> SubscriptionView.of(each, null))
            .toList());
  }

  @Operation(
      operationId = "listSubscriptions",
      summary = "Who hears what becomes of an application's messages")
  @Requires(Permission.READ)
  @GetMapping(ALL)
  Page<SubscriptionView> list(Caller caller, @PathVariable String application) {
    return Page.all(
        subscriptions.list(applications.get(application)).stream()
            .map(each -> SubscriptionView.of(each, null))
            .toList());
  }

  @Operation(operationId = "getSubscription", summary = "A subscription, without its secret")
  @Requires(Permission.READ)
  @GetMapping(ONE)
  ResponseEntity<SubscriptionView> get(
      Caller caller, @PathVariable String application, @PathVariable String subscription) {
    Subscription found = subscriptions.get(applications.get(application), subscription);
    return EntityTag.answer(subscriptions.tag(found), SubscriptionView.of(found, null));
  }

  @Operation(
      operationId = "putSubscription",
      summary = "Make or change a webhook subscription",
      description = "The answer that makes it has its secret, which is never shown again.")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @PutMapping(ONE)
  ResponseEntity<SubscriptionView> put(
      Caller caller,
      Precondition seen,
      @PathVariable String application,
      @PathVariable String subscription,
      @RequestBody SubscriptionSpec spec) {
    Subscriptions.requireLive(caller);
    Application owner = applications.get(application);
    Subscriptions.Put put = subscriptions.put(owner, subscription, spec, caller.name(), seen);
    return put.change()
        .answer(
            () -> SubscriptionView.of(subscriptions.get(owner, subscription), put.secret()),
            _ -> subscriptions.tag(subscriptions.get(owner, subscription)));
  }

  @Operation(
      operationId = "deleteSubscription",
      summary = "Take away a webhook subscription with the log of its deliveries")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @DeleteMapping(ONE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      Caller caller,
      Precondition seen,
      @PathVariable String application,
      @PathVariable String subscription) {
    Subscriptions.requireLive(caller);
    subscriptions.delete(applications.get(application), subscription, seen);
  }

  @Operation(
      operationId = "replaceSubscriptionSecret",
      summary = "Make a new signing secret, which is shown this once",
      description = "The one before signs too until the overlap is over.")
  @Requires(value = Permission.EDIT, across = Reach.Limit.TENANTS)
  @PostMapping(ONE + "/secret")
  NewSecret secret(
      Caller caller,
      @PathVariable String application,
      @PathVariable String subscription,
      @RequestBody(required = false) @Nullable SecretOrder order) {
    Subscriptions.requireLive(caller);
    return new NewSecret(
        subscriptions.replaceSecret(applications.get(application), subscription, overlap(order)));
  }

  private static Duration overlap(@Nullable SecretOrder order) {
    if (order == null || order.overlap() == null) {
      return USUAL_OVERLAP;
    }
    FieldErrors errors = new FieldErrors();
    Duration overlap = errors.seconds("overlap", order.overlap(), LONGEST_OVERLAP);
    errors.throwIfAny();
    return Objects.requireNonNull(overlap);
  }
}
