package dev.herald.spring;

import dev.herald.client.HeraldClient;
import dev.herald.client.HeraldException;
import dev.herald.client.RetryPolicy;
import dev.herald.spring.outbox.Outbox;
import dev.herald.spring.outbox.OutboxFigures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether Herald answers and knows the key, and what is in the outbox. Down when it does not;
 * parked rows are a detail, for they hold up nobody.
 */
class HeraldHealthIndicator extends AbstractHealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HeraldClient client;
  private final @Nullable Outbox outbox;

  HeraldHealthIndicator(HeraldClient client, @Nullable Outbox outbox) {
    super("Herald's health can't be told");
    this.client = client.with(RetryPolicy.none(PATIENCE));
    this.outbox = outbox;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    if (outbox != null) {
      describe(health, outbox.figures());
    }
    try {
      client.ping();
      health.up();
    } catch (HeraldException problem) {
      health
          .down()
          .withDetail("problem", problem.getClass().getSimpleName())
          .withDetail("detail", String.valueOf(problem.getMessage()));
    }
  }

  private static void describe(Health.Builder health, OutboxFigures figures) {
    health
        .withDetail("waiting", figures.waiting())
        .withDetail("oldestSeconds", figures.oldest().toSeconds())
        .withDetail("parked", figures.parked());
    String reason = figures.parkedReason();
    if (reason != null) {
      health.withDetail("parkedReason", reason);
    }
    String trouble = figures.trouble();
    if (trouble != null) {
      health.withDetail("relay", trouble);
    }
  }
}
