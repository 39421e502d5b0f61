package dev.herald.server.feed;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What operators have set of feeds. */
@Component
class FeedSettings {
  private final JdbcClient jdbc;

  FeedSettings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  FeedTerms terms(String feed) {
    return jdbc.sql(
            "select extract(epoch from lease)::bigint as lease, deliveries from feed where code = ?")
        .param(feed)
        .query(
            (row, _) -> terms((Long) row.getObject("lease"), (Integer) row.getObject("deliveries")))
        .optional()
        .orElse(FeedTerms.USUAL);
  }

  private static FeedTerms terms(@Nullable Long lease, @Nullable Integer deliveries) {
    return new FeedTerms(
        lease == null ? FeedTerms.USUAL.lease() : Duration.ofSeconds(lease),
        Objects.requireNonNullElse(deliveries, FeedTerms.USUAL.deliveries()));
  }

  boolean exists(String feed) {
    return jdbc.sql("select exists (select from feed where code = ?)")
        .param(feed)
        .query(Boolean.class)
        .single();
  }

  void write(String feed, FeedTerms terms) {
    jdbc.sql(
            """
            insert into feed (code, lease, deliveries)
            values (:code, make_interval(secs => :lease), :deliveries)
            on conflict (code) do update set lease = excluded.lease, deliveries = excluded.deliveries
            """)
        .param("code", feed)
        .param("lease", (double) terms.lease().toSeconds())
        .param("deliveries", terms.deliveries())
        .update();
  }
}
