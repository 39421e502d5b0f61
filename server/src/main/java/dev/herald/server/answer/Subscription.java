package dev.herald.server.answer;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who hears what becomes of an application's messages.
 *
 * @param application by code
 * @param url of a webhook; null: a topic
 * @param types of events that it hears; empty: all
 * @param nodes that it hears about, by code; empty: all
 * @param health how its receiver does
 * @param off null: it is on
 */
record Subscription(
    UUID id,
    UUID applicationId,
    String application,
    String code,
    Way way,
    @Nullable String url,
    List<String> types,
    List<String> nodes,
    Instant createdAt,
    @Nullable Instant oldSecretEnds,
    Health health,
    @Nullable Off off) {
  /** From so many failures in a row on one delivery at a time is tried. */
  static final int TROUBLED = 4;

  /** How its events are delivered. */
  enum Way {
    WEBHOOK,
    TOPIC
  }

  /**
   * How its receiver does.
   *
   * @param failures in a row
   * @param restingUntil nothing is sent before
   */
  record Health(int failures, @Nullable Instant failingSince, @Nullable Instant restingUntil) {}

  /** Since when and why it hears nothing. */
  record Off(Instant since, Reason reason) {}

  boolean isTroubled() {
    return health.failures >= TROUBLED;
  }

  String name() {
    return application + "/" + code;
  }

  SubscriptionSpec spec() {
    return new SubscriptionSpec(url, types, nodes, off == null);
  }
}
