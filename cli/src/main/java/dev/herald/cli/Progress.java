package dev.herald.cli;

import java.io.PrintStream;
import java.time.Duration;

/** Shows how far a demo is. */
sealed interface Progress {

  /** How far it is. */
  record Reading(long wanted, long accepted, long sent, long failed, Duration elapsed) {
    long perSecond() {
      return sent * 1_000 / Math.max(1, elapsed.toMillis());
    }

    private String figures() {
      return "accepted %,d  sent %,d  failed %,d  %,d/s"
          .formatted(accepted, sent, failed, perSecond());
    }
  }

  void show(Reading reading);

  /** Leaves the place to what comes after. */
  void end();

  static Progress on(PrintStream out, boolean terminal) {
    return terminal ? new Bar(out) : new Lines(out);
  }

  /** One line, written over and over. */
  record Bar(PrintStream out) implements Progress {
    private static final int WIDTH = 30;

    @Override
    public void show(Reading reading) {
      int done =
          (int) ((reading.sent() + reading.failed()) * WIDTH / Math.max(1, reading.wanted()));
      int full = Math.min(WIDTH, done);
      out.printf("\r[%s%s] %s ", "#".repeat(full), ".".repeat(WIDTH - full), reading.figures());
      out.flush();
    }

    @Override
    public void end() {
      out.println();
    }
  }

  /** A line now and then, for logs. */
  final class Lines implements Progress {
    private static final Duration APART = Duration.ofSeconds(1);

    private final PrintStream out;
    private Duration nextAt = Duration.ZERO;

    Lines(PrintStream out) {
      this.out = out;
    }

    @Override
    public void show(Reading reading) {
      if (reading.elapsed().compareTo(nextAt) >= 0) {
        out.printf("%5.1f s  %s%n", reading.elapsed().toMillis() / 1000.0, reading.figures());
        nextAt = reading.elapsed().plus(APART);
      }
    }

    @Override
    public void end() {}
  }
}
