package dev.herald.server.message;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which messages went in one call. */
@Component
class CallMembers {
  private final JdbcClient jdbc;

  CallMembers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param call by the id that their events name
   */
  List<UUID> of(UUID call) {
    return jdbc.sql("select distinct message_id from event where call_id = ? and kind = 'ATTEMPT'")
        .param(call)
        .query(UUID.class)
        .list();
  }
}
