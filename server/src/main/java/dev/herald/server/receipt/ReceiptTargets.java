package dev.herald.server.receipt;

import dev.herald.channel.Destination;
import dev.herald.server.platform.Ids;
import dev.herald.server.task.store.MessageRows;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leads from what a provider says to the messages that it is about. */
@Repository
class ReceiptTargets {
  /** Providers report for three days at most; a month leaves room for a stopped server. */
  private static final Duration LOOK_BACK = Duration.ofDays(35);

  private static final int MOST = 1_000;
  private static final int LATEST = 100;

  private final JdbcClient jdbc;
  private final MessageRows rows;
  private final Clock clock;

  ReceiptTargets(JdbcClient jdbc, MessageRows rows, Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * The messages that the provider of these sources calls so. A call for many may give one id to
   * all.
   *
   * @param to tells which of them; null: all
   */
  List<UUID> named(List<UUID> sources, String providerId, @Nullable Destination to) {
    if (providerId.indexOf('\0') >= 0) {
      return List.of();
    }
    List<UUID> found =
        jdbc.sql(
                """
                select distinct message_id from event
                where hashtext(provider_id) = hashtext(?) and provider_id = ? and source_id = any(?)
                  and message_id >= ?
                limit ?
                """)
            .params(providerId, providerId, sources.toArray(UUID[]::new), earliest(), MOST)
            .query(UUID.class)
            .list();
    UUID key = to == null || found.isEmpty() ? null : rows.destinationKey(to);
    return key == null
        ? found
        : jdbc.sql("select id from message where id = any(?) and destination_key = ?")
            .params(found.toArray(UUID[]::new), key)
            .query(UUID.class)
            .list();
  }

  /** Whether a message was given to one of these sources, or is in hand and may be. */
  boolean mayBeOf(List<UUID> sources, UUID messageId) {
    return jdbc.sql(
            """
            select exists (select from event where message_id = :id and source_id = any(:sources))
              or exists (
                select from task
                where id = :id and (source_id is null or source_id = any(:sources)))
            """)
        .param("id", messageId)
        .param("sources", sources.toArray(UUID[]::new))
        .query(Boolean.class)
        .single();
  }

  /** The latest message of these sources to an address. */
  Optional<UUID> latest(List<UUID> sources, Destination to) {
    UUID key = rows.destinationKey(to);
    return key == null
        ? Optional.empty()
        : jdbc.sql(
                """
                select id from (
                  select id from message where destination_key = ? and id >= ?
                  order by id desc limit ?) latest
                where exists (
                  select from event where message_id = latest.id and event.source_id = any(?))
                order by id desc limit 1
                """)
            .params(key, earliest(), LATEST, sources.toArray(UUID[]::new))
            .query(UUID.class)
            .optional();
  }

  private UUID earliest() {
    return Ids.first(clock.instant().minus(LOOK_BACK));
  }
}
