package dev.herald.server.search;

import dev.herald.server.task.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was made of messages by resending or falling back. */
@Repository
public class DerivedMessages {
  private final JdbcClient jdbc;

  DerivedMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Oldest first; of messages without any there is no entry. */
  public Map<UUID, List<MessageRecord.Offspring>> of(Collection<UUID> messages) {
    Map<UUID, List<MessageRecord.Offspring>> made = new HashMap<>();
    jdbc.sql(
            """
            select id, origin, origin_id, requested_by from message
            where origin_id = any (?) order by id
            """)
        .param(messages.toArray(UUID[]::new))
        .query(row -> {
          made.computeIfAbsent(row.getObject("origin_id", UUID.class), _ -> new ArrayList<>())
              .add(
                  new MessageRecord.Offspring(
                      row.getObject("id", UUID.class),
                      Origin.Kind.valueOf(row.getString("origin")),
                      row.getString("requested_by")));
        });
    return made;
  }
}
