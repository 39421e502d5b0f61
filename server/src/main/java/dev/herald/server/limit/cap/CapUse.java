package dev.herald.server.limit.cap;

import dev.herald.channel.RateCap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much of the caps is used now, in the whole cluster. */
@Repository
public class CapUse {
  private final JdbcClient jdbc;

  CapUse(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether the ledger knows the use of a cap. Permits of short windows rest in the memory of
   * processes.
   */
  public static boolean isKnown(RateCap cap) {
    return !Permits.reused(cap);
  }

  /** A cap of a source or an application. */
  public record Name(UUID key, String cap) {}

  /** Permits that were used within the caps' windows; caps without any are left out. */
  public Map<Name, Long> all() {
    Map<Name, Long> use = new HashMap<>();
    jdbc.sql(
            """
            select key, cap, sum(permits) as used from permit_rest where until > now()
            group by 1, 2
            """)
        .query((row, _) ->
            use.put(
                new Name(row.getObject("key", UUID.class), row.getString("cap")),
                row.getLong("used")))
        .list();
    return use;
  }
}
