package dev.herald.server.directory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The codes of many recipients, without opening what is kept of them. */
@Repository
public class RecipientCodes {
  private final JdbcClient jdbc;

  RecipientCodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which recipients.
   *
   * @param locale their own; null: any
   * @param zone their own; null: any
   */
  public record Among(@Nullable String locale, @Nullable String zone) {}

  /** In the order of their codes. */
  public List<String> after(UUID tenant, Among among, String code, int limit) {
    return jdbc.sql(
            """
            select code from recipient
            where tenant_id = :tenant and code > :after
              and (cast(:locale as text) is null or locale = :locale)
              and (cast(:zone as text) is null or zone = :zone)
            order by code limit :limit
            """)
        .param("tenant", tenant)
        .param("after", code)
        .param("locale", among.locale)
        .param("zone", among.zone)
        .param("limit", limit)
        .query(String.class)
        .list();
  }
}
