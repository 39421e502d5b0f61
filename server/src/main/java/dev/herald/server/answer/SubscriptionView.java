package dev.herald.server.answer;

import dev.herald.server.reason.WordedReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the API shows it.
 *
 * @param way webhook, or topic: the answers of a queue, which its configuration has
 * @param url of a webhook
 * @param types that it hears; empty: all
 * @param nodes that it hears about; empty: all
 * @param failures in a row
 * @param restingUntil since it failed, nothing is sent before
 * @param offSince since when it hears nothing
 * @param offReason why
 * @param oldSecretEnds until then the secret before signs, too
 * @param secret of one that was just made: it is never shown again
 */
record SubscriptionView(
    String application,
    String code,
    Subscription.Way way,
    @Nullable String url,
    List<String> types,
    List<String> nodes,
    boolean enabled,
    Instant createdAt,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant restingUntil,
    @Nullable Instant offSince,
    @Nullable WordedReason offReason,
    @Nullable Instant oldSecretEnds,
    @Nullable String secret) {
  static SubscriptionView of(Subscription subscription, @Nullable String secret) {
    Subscription.Off off = subscription.off();
    return new SubscriptionView(
        subscription.application(),
        subscription.code(),
        subscription.way(),
        subscription.url(),
        subscription.types(),
        subscription.nodes(),
        off == null,
        subscription.createdAt(),
        subscription.health().failures(),
        subscription.health().failingSince(),
        subscription.health().restingUntil(),
        off == null ? null : off.since(),
        off == null ? null : WordedReason.of(off.reason()),
        subscription.oldSecretEnds(),
        secret);
  }

  @Override
  public String toString() {
    return application + "/" + code;
  }
}
