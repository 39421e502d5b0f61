package dev.herald.server.task.store;

import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Leads from what a provider calls a message to the message.
 *
 * <p>An index of each month's events holds the hashes of providers' ids. Months that ended before
 * the time that is asked for are not looked at.
 */
@Repository
public class ProviderIds {
  private final JdbcClient jdbc;

  ProviderIds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The messages that providers gave an id to. Two providers can give the same, and one can give
   * the same to many.
   *
   * @param since when they were made at the earliest
   * @return newest first
   */
  public List<UUID> messages(String providerId, Instant since, int most) {
    return jdbc.sql(
            """
            select distinct message_id from event
            where hashtext(provider_id) = hashtext(?) and provider_id = ? and message_id >= ?
            order by message_id desc limit ?
            """)
        .params(providerId, providerId, Ids.first(since), most)
        .query(UUID.class)
        .list();
  }
}
