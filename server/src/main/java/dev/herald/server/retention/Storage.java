package dev.herald.server.retention;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much is kept. Counts are the database's own estimates. */
@Repository
public class Storage {
  private final JdbcClient jdbc;

  Storage(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public record Database(String version, long bytes, long messages) {}

  /**
   * What one partition takes.
   *
   * @param month like {@code 2026-11}, or a day like {@code 2026-11-05}
   * @param bytes of its messages and all that belongs to them
   */
  public record Month(String month, long messages, long bytes) {}

  public Database database() {
    return jdbc.sql(
            """
            select current_setting('server_version') as version,
              pg_database_size(current_database()) as bytes,
              coalesce((select sum(greatest(reltuples, 0)) from pg_class
                where relkind = 'r' and relname ~ '^message_([0-9]{4}_[0-9]{2}(_[0-9]{2})?|default)$'), 0)
                as messages
            """)
        .query(Database.class)
        .single();
  }

  /** Newest first. */
  public List<Month> months() {
    return jdbc.sql(
            """
            select replace(substring(relname from '[0-9]{4}_[0-9]{2}(?:_[0-9]{2})?$'), '_', '-') as month,
              sum(case when relname like 'message\\_2%' then greatest(reltuples, 0) else 0 end)
                as messages,
              sum(pg_total_relation_size(oid)) as bytes
            from pg_class
            where relkind = 'r'
              and relname ~ '^(message|event|message_variable)_[0-9]{4}_[0-9]{2}(_[0-9]{2})?$'
            group by 1 order by 1 desc
            """)
        .query(Month.class)
        .list();
  }
}
