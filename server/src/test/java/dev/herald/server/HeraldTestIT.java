package dev.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HeraldTest
class HeraldTestIT {
  @Autowired JdbcClient database;
  @Autowired ObjectProvider<EmbeddedPostgres> embedded;

  @Test
  void a_configured_database_is_used_and_no_other_started() {
    assertThat(database.sql("select current_database()").query(String.class).single())
        .startsWith("test_");
    assertThat(embedded.stream()).isEmpty();
  }
}
