package dev.herald.server.application;

import dev.herald.channel.Destination;
import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.authorization.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that was given out, as administrators see it.
 *
 * @param id what stands behind {@code hk_}
 * @param guests whom it reaches, masked; left out unless its mode is guests
 * @param expiresAt left out: it opens until it is revoked
 * @param feeds that it takes messages from; left out unless it has the scope pull
 * @param lastUsedOn to the day, in UTC
 */
@Schema(name = "Key")
record KeyView(
    String id,
    @Nullable String name,
    KeyMode mode,
    List<Permission> scopes,
    @Nullable List<String> guests,
    @Nullable Instant expiresAt,
    @Nullable List<String> feeds,
    Instant createdAt,
    @Nullable LocalDate lastUsedOn,
    @Nullable Instant revokedAt) {

  static KeyView of(ApiKeys.Given key) {
    KeyGrant grant = key.grant();
    return new KeyView(
        key.id(),
        grant.name(),
        grant.mode(),
        grant.orderedScopes(),
        grant.guests().isEmpty() ? null : grant.guests().stream().map(KeyView::masked).toList(),
        grant.expiresAt(),
        grant.feeds().isEmpty() ? null : grant.feeds(),
        key.createdAt(),
        key.lastUsedOn(),
        key.revokedAt());
  }

  private static String masked(String address) {
    Destination.Kind kind =
        address.contains("://")
            ? Destination.Kind.URL
            : address.contains("@") ? Destination.Kind.EMAIL : Destination.Kind.USER;
    return new Destination(kind, address).masked();
  }
}
