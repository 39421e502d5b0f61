package dev.herald.server.answer;

import dev.herald.channels.auth.StandardWebhooks;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhook subscriptions as applications' owners make, change and take them away. */
@Service
class Subscriptions {
  private static final String KIND = "subscription";
  private static final int MOST = 50;

  private final SubscriptionRows rows;
  private final SubscriptionRules rules;
  private final DeliveryRows deliveries;
  private final AuditLog audit;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  Subscriptions(
      SubscriptionRows rows,
      SubscriptionRules rules,
      DeliveryRows deliveries,
      AuditLog audit,
      JdbcClient jdbc,
      JsonMapper json) {
    this.rows = rows;
    this.rules = rules;
    this.deliveries = deliveries;
    this.audit = audit;
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * The same for a caller.
   *
   * @throws RequestProblem.Forbidden when it is a key that is to know some messages alone
   */
  Subscription get(Caller caller, Application application, String code) {
    requireLive(caller);
    return get(application, code);
  }

  static void requireLive(Caller caller) {
    if (caller.mode() != KeyMode.LIVE) {
      throw new RequestProblem.Forbidden(new ProblemReason.SubscriptionsOfLive());
    }
  }

  /**
   * @throws RequestProblem.NotFound when the application has none with this code
   */
  Subscription get(Application application, String code) {
    return rows.find(application.id(), code)
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.SUBSCRIPTION, code));
  }

  List<Subscription> list(Application application) {
    return rows.of(application.id());
  }

  List<Subscription> all() {
    return rows.all();
  }

  String tag(Subscription subscription) {
    return EntityTag.of(json.valueToTree(subscription.spec()));
  }

  /**
   * What was put.
   *
   * @param secret of one that was made, shown this once
   */
  record Put(Change change, @Nullable String secret) {}

  /**
   * @param by who does it, as callers are named
   * @throws RequestProblem.Invalid naming every wrong field
   * @throws RequestProblem.Stale when it is not as the caller has seen it
   */
  @Transactional
  Put put(
      Application application, String code, SubscriptionSpec spec, String by, Precondition seen) {
    Precondition.holdOffOthers(jdbc);
    Optional<Subscription> present = rows.find(application.id(), code);
    String key = application.code() + "/" + code;
    seen.require(Thing.SUBSCRIPTION, key, present.map(this::tag).orElse(null));
    present.ifPresent(Subscriptions::requireWebhook);
    SubscriptionSpec wanted = rules.checked(application.id(), code, spec);
    JsonNode before = present.map(each -> (JsonNode) json.valueToTree(each.spec())).orElse(null);
    Change change = Change.between(KIND, key, before, json.valueToTree(wanted));
    String secret = null;
    if (present.isEmpty()) {
      secret = make(application, code, wanted, by);
    } else if (change.action() != Change.Action.UNCHANGED) {
      change(present.get(), wanted, by);
    }
    // A URL may have a key of its receiver in it, and entries can't be deleted.
    audit.record(change.hiding("url"));
    return new Put(change, secret);
  }

  private String make(Application application, String code, SubscriptionSpec wanted, String by) {
    if (rows.of(application.id()).size() >= MOST) {
      throw new RequestProblem.Conflict(new ProblemReason.SubscriptionsTooMany(MOST));
    }
    String secret = StandardWebhooks.newSecret();
    rows.insert(application.id(), code, wanted, secret);
    if (!Boolean.TRUE.equals(wanted.enabled())) {
      rows.switchOff(get(application, code).id(), new TraceReason.SwitchedOff(by));
    }
    return secret;
  }

  private void change(Subscription present, SubscriptionSpec wanted, String by) {
    rows.update(present.id(), wanted);
    boolean on = Boolean.TRUE.equals(wanted.enabled());
    if (on && present.off() != null) {
      rows.switchOn(present.id());
    } else if (!on && present.off() == null) {
      TraceReason why = new TraceReason.SwitchedOff(by);
      rows.switchOff(present.id(), why);
      deliveries.giveUp(present.id(), new TraceReason.SubscriptionOff(why));
    }
  }

  @Transactional
  void delete(Application application, String code, Precondition seen) {
    Precondition.holdOffOthers(jdbc);
    Subscription present = get(application, code);
    requireWebhook(present);
    seen.require(Thing.SUBSCRIPTION, present.name(), tag(present));
    rows.delete(present.id());
    audit.record(Act.of("subscription.deleted", KIND, present.name()));
  }

  /**
   * Makes a new secret; the present one signs too for a while.
   *
   * @return the new one, shown this once
   */
  @Transactional
  String replaceSecret(Application application, String code, Duration overlap) {
    Subscription present = get(application, code);
    requireWebhook(present);
    String secret = StandardWebhooks.newSecret();
    rows.replaceSecret(present.id(), secret, overlap);
    audit.record(Act.of("subscription.secret-replaced", KIND, present.name()));
    return secret;
  }

  private static void requireWebhook(Subscription present) {
    if (present.way() != Subscription.Way.WEBHOOK) {
      throw new RequestProblem.Conflict(new ProblemReason.SubscriptionOfTopic(present.code()));
    }
  }
}
