package dev.herald.server.application;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which keys end soon of those that are in use. */
@Repository
public class KeyEnds {
  private final JdbcClient jdbc;

  KeyEnds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param key its name, or else its id
   */
  public record KeyEnd(String application, String key, Instant at) {}

  /** Soonest first; a key that nobody used for a month is missed by nobody. */
  public List<KeyEnd> before(Instant time) {
    return jdbc.sql(
            """
            select a.code, coalesce(k.name, k.id) as key, k.expires_at
            from api_key k join application a on a.id = k.application_id
            where k.revoked_at is null and k.expires_at > now() and k.expires_at <= ?
              and k.last_used_on > current_date - 30
            order by k.expires_at
            """)
        .param(OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
        .query((row, _) ->
            new KeyEnd(
                row.getString("code"),
                row.getString("key"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
