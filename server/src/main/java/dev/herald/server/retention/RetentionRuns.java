package dev.herald.server.retention;

import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What retention let go of. */
@Repository
class RetentionRuns {
  private final JdbcClient jdbc;

  RetentionRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A partition as a whole, or a node's messages in one. */
  enum What {
    PARTITION,
    NODE
  }

  /**
   * What went.
   *
   * @param subject a partition's month or day, or a node's application and code
   * @param bytes null: the room stays the table's
   */
  record Gone(What what, String subject, long messages, @Nullable Long bytes, long millis) {}

  /** What went, and when. */
  record Run(
      UUID id,
      Instant at,
      What what,
      String subject,
      long messages,
      @Nullable Long bytes,
      long millis) {}

  void add(Gone gone) {
    jdbc.sql(
            """
            insert into retention_run (id, what, subject, messages, bytes, millis)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                Ids.next(),
                gone.what().name(),
                gone.subject(),
                gone.messages(),
                gone.bytes(),
                gone.millis()))
        .update();
  }

  /** Newest first. */
  List<Run> latest(int most) {
    return jdbc.sql("select * from retention_run order by id desc limit ?")
        .param(most)
        .query((row, _) ->
            new Run(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                What.valueOf(row.getString("what")),
                row.getString("subject"),
                row.getLong("messages"),
                row.getObject("bytes", Long.class),
                row.getLong("millis")))
        .list();
  }

  void forget() {
    jdbc.sql("delete from retention_run where at < now() - interval '1100 days'").update();
  }
}
