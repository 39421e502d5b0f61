package dev.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FreshDatabaseIT {
  @Test
  void two_tests_do_not_see_each_other() {
    JdbcClient one = JdbcClient.create(TestDatabase.fresh());
    DataSource other = TestDatabase.fresh();
    one.sql("create table mine (id int)").update();

    assertThat(count(JdbcClient.create(other), "mine")).isZero();
    assertThat(count(JdbcClient.create(other), "flyway_schema_history")).isOne();
  }

  private static int count(JdbcClient database, String table) {
    return database
        .sql("select count(*) from pg_tables where tablename = :table")
        .param("table", table)
        .query(Integer.class)
        .single();
  }
}
