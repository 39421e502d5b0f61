package dev.herald.bench.standin;

import dev.herald.bench.process.Answering;
import java.util.Map;

/**
 * A provider that takes everything at once. Answers 200 and an id to any POST, and remembers when
 * requests came, by path; of calls with several messages, when each of them came.
 */
public final class StandIn {
  /** The path of calls with several messages, each of which counts by its stamp. */
  public static final String TOGETHER = "/together";

  private StandIn() {}

  /** Where it answers. */
  public record Ready(int port) {}

  /** What is asked of it. */
  public enum Question {
    /** How many requests came since the last {@link #FORGET}. */
    COUNT,
    /** All that is known of them, by path. */
    REPORT,
    FORGET
  }

  /** By path. */
  public record Report(Map<String, Seen> paths) {}

  /** How many requests came, in all and by path. */
  public record Count(long requests, Map<String, Integer> paths) {}

  public static void main(String[] arguments) throws Exception {
    Ledger ledger = new Ledger();
    Reception reception = new Reception(ledger);
    Thread.ofPlatform().name("reception").daemon().start(reception);
    Answering.serve(
        new Ready(reception.port()),
        Question.class,
        question ->
            switch (question) {
              case COUNT -> new Count(ledger.count(), ledger.counts());
              case REPORT -> new Report(ledger.seen());
              case FORGET -> {
                ledger.forget();
                yield new Count(0, Map.of());
              }
            });
  }
}
