package dev.herald.server.access;

import dev.herald.server.application.ApiKeys;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Records keys that were refused, and what callers were refused, in the audit log: within a second,
 * and beside the requests, which wait for nothing. An end without a stop loses what was not
 * recorded yet.
 */
@Component
class Refusals implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final RefusalCounts counts = new RefusalCounts();
  private final ApiKeys keys;
  private final AuditLog audit;
  private final Clock clock;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("refusals").daemon().factory());
  private volatile boolean running;

  Refusals(ApiKeys keys, AuditLog audit, Clock clock) {
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  void add(RefusalCounts.Refusal refusal) {
    counts.add(refusal, clock.instant());
  }

  private void record(List<RefusalCounts.Due> due) {
    try {
      due.forEach(each -> audit.record(each.actor(), act(each)));
    } catch (RuntimeException failed) {
      log.warn("Refusals could not be recorded: {}", failed.toString());
    }
  }

  private Act act(RefusalCounts.Due due) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("times", due.times());
    detail.put("from", millis(due.from()));
    detail.put("to", millis(due.to()));
    detail.put("requests", new TreeSet<>(due.requests()));
    return switch (due.kind()) {
      case KEY -> {
        Set<String> known = keys.names(due.keys());
        detail.put("keys", known);
        yield Act.of(due.kind().action(), "key", only(known, due.keys().size())).with(detail);
      }
      case ACCESS, SIGN_IN ->
          Act.of(due.kind().action(), "request", only(due.requests(), due.requests().size()))
              .with(detail);
    };
  }

  private static String millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The one that all of them are of. */
  private static String only(Set<String> known, int all) {
    return known.isEmpty()
        ? "unknown"
        : known.size() == 1 && all == 1 ? known.iterator().next() : "several";
  }

  @Override
  public void start() {
    running = true;
    writer.scheduleWithFixedDelay(
        () -> record(counts.due(clock.instant())), 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    writer.shutdown();
    record(counts.rest(clock.instant()));
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the requests did. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 90_000;
  }
}
