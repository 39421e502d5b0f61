package dev.herald.sandbox.standin;

import dev.herald.sandbox.outbox.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Answers a repeated key as the first time, and does not deliver again. */
public final class Repeats {
  private static final int KEPT = 65_536;

  private final InstantSource clock;
  private final Duration span;
  private final Map<String, Answered> answered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answered> eldest) {
          return size() > KEPT;
        }
      };

  private record Answered(long at, Verdict verdict) {}

  /**
   * @param span how long the provider remembers a key
   */
  public Repeats(InstantSource clock, Duration span) {
    this.clock = clock;
    this.span = span;
  }

  /** See {@link #judge(String, Duration, Supplier)}, with the usual span. */
  public Verdict judge(String key, Supplier<Verdict> first) {
    return judge(key, span, first);
  }

  /**
   * @param key empty when the caller gave none: then nothing is a repeat
   */
  public synchronized Verdict judge(String key, Duration since, Supplier<Verdict> first) {
    Answered before = answered.get(key);
    if (before != null && clock.millis() - before.at() < since.toMillis()) {
      return before.verdict().as(Outcome.Status.REPEATED);
    }
    Verdict verdict = first.get();
    if (!key.isEmpty() && verdict.status() == Outcome.Status.ACCEPTED) {
      answered.remove(key);
      answered.put(key, new Answered(clock.millis(), verdict));
    }
    return verdict;
  }
}
