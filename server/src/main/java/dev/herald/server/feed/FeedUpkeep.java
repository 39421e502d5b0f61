package dev.herald.server.feed;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is done by the clock. */
@Configuration(proxyBeanMethods = false)
class FeedUpkeep {
  private static final Duration OVERDUE = Duration.ofMinutes(1);
  private static final Duration FORGETTING = Duration.ofMinutes(10);

  private final FeedEnds ends;
  private final JdbcClient jdbc;

  FeedUpkeep(FeedEnds ends, JdbcClient jdbc) {
    this.ends = ends;
    this.jdbc = jdbc;
  }

  @Bean
  RecurringJob failOverdueInFeeds() {
    return new RecurringJob("fail-overdue-in-feeds", OVERDUE, ends::failOverdue);
  }

  @Bean
  RecurringJob forgetAcks() {
    return new RecurringJob("forget-acks", FORGETTING, this::forget);
  }

  /** Acks that nobody repeats any more, and the places of what was never put. */
  private void forget() {
    jdbc.sql("delete from feed_lease where acked_at < now() - interval '1 hour'").update();
    jdbc.sql(
            """
            delete from feed_order o
            where not exists (select from task where task.id = o.message_id)
              and not exists (select from feed_entry e where e.message_id = o.message_id)
            """)
        .update();
  }
}
