package dev.herald.server.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much waits in feeds and for how long, for people and for metrics. What test keys sent is not
 * counted. Counting stops at {@link #COUNTED}; all else is read from the ends of indexes.
 */
@Component
class FeedFigures implements DisposableBean {
  static final int COUNTED = 100_000;
  private static final int MOST_FEEDS = 1_000;
  private static final int MOST_LABELS = 100;
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final JdbcClient jdbc;
  private final MultiGauge depth;
  private final MultiGauge leased;
  private final MultiGauge oldest;
  private final MultiGauge lag;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("feed-figures").daemon().factory());

  FeedFigures(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.depth = MultiGauge.builder("herald.feed.depth").register(meters);
    this.leased = MultiGauge.builder("herald.feed.leased").register(meters);
    this.oldest = MultiGauge.builder("herald.feed.oldest.age").baseUnit("seconds").register(meters);
    this.lag = MultiGauge.builder("herald.feed.lag").baseUnit("seconds").register(meters);
    looks.scheduleWithFixedDelay(
        this::measure, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * @param depth what is neither acked nor failed, at most {@link #COUNTED}
   * @param leased how many of them consumers have now
   * @param oldestSeconds since the longest waiting was put; null: there is none
   * @param lagSeconds since the next to be handed out was due; null: none is due
   * @param consumers that took something in the last hour
   */
  @Schema(name = "Feed")
  record Figures(
      String feed,
      long depth,
      long leased,
      @Nullable Double oldestSeconds,
      @Nullable Double lagSeconds,
      int consumers) {}

  /** Of all feeds, in the order of their names. */
  List<Figures> all() {
    return first(MOST_FEEDS);
  }

  private List<Figures> first(int most) {
    return jdbc.sql(FIGURES + " order by f.code limit ?").param(most).query(Figures.class).list();
  }

  private static final String FIGURES =
      """
      select f.code as feed,
        (select count(*) from (select from feed_entry e
           where e.feed = f.code and not e.test limit %1$d) counted) as depth,
        (select count(*) from (select from feed_entry e
           where e.feed = f.code and not e.test and e.due_at > now()
             and exists (select from feed_lease l where l.message_id = e.message_id
               and l.acked_at is null and l.until > now()) limit %1$d) held) as leased,
        (select extract(epoch from now() - e.put_at)::float8 from feed_entry e
           where e.feed = f.code and not e.test order by e.put_at limit 1) as oldest_seconds,
        (select extract(epoch from now() - e.due_at)::float8 from feed_entry e
           where e.feed = f.code and not e.test and e.due_at <= now()
           order by e.due_at limit 1) as lag_seconds,
        (select count(distinct consumer)::int from (select consumer from feed_lease l
           where l.feed = f.code and l.leased_at > now() - interval '1 hour'
           order by l.leased_at desc limit 1000) latest) as consumers
      from feed f
      """
          .formatted(COUNTED);

  /** Who took something from a feed in the last hour. */
  @Schema(name = "FeedConsumer")
  record Consumer(String name, long holds, Instant lastLeasedAt) {}

  List<Consumer> consumers(String feed) {
    return jdbc.sql(
            """
            select consumer as name,
              count(*) filter (where acked_at is null and until > now()) as holds,
              max(leased_at) as last_leased_at
            from (select * from feed_lease where feed = :feed
              and leased_at > now() - interval '1 hour' order by leased_at desc limit 10000) latest
            group by consumer order by consumer limit 100
            """)
        .param("feed", feed)
        .query((row, _) ->
            new Consumer(
                row.getString("name"),
                row.getLong("holds"),
                FeedRows.instantOf(row, "last_leased_at")))
        .list();
  }

  private void measure() {
    try {
      List<Figures> figures = first(MOST_LABELS);
      publish(depth, figures, Figures::depth);
      publish(leased, figures, Figures::leased);
      publish(oldest, figures, of -> of.oldestSeconds == null ? 0 : of.oldestSeconds);
      publish(lag, figures, of -> of.lagSeconds == null ? 0 : of.lagSeconds);
    } catch (RuntimeException _) {
      // The database is away: the gauges keep what was last known, and others tell.
    }
  }

  private static void publish(
      MultiGauge gauge, List<Figures> figures, ToDoubleFunction<Figures> figure) {
    gauge.register(
        figures.stream()
            .map(of -> MultiGauge.Row.of(Tags.of("feed", of.feed), of, figure))
            .toList(),
        true);
  }

  @Override
  public void destroy() {
    looks.shutdownNow();
  }
}
