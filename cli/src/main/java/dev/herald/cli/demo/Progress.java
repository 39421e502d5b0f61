package dev.herald.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;

/** Shows how far a burst is: one line that is drawn again on a terminal, else a line a second. */
final class Progress {
  private static final int BAR = 22;
  private static final Duration LINE_PAUSE = Duration.ofSeconds(1);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private Duration nextLine = LINE_PAUSE;

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(Standing standing) {
    if (terminal) {
      out.print(CLEAR_LINE + bar(standing));
      out.flush();
    } else if (standing.elapsed().compareTo(nextLine) >= 0) {
      nextLine = standing.elapsed().plus(LINE_PAUSE);
      out.println(line(standing));
      out.flush();
    }
  }

  void end(Standing standing) {
    out.println(terminal ? CLEAR_LINE + bar(standing) : line(standing));
    out.flush();
  }

  /** At most 79 columns up to a million messages. */
  static String bar(Standing standing) {
    return "  " + bar(standing, BAR) + "  " + figures(standing);
  }

  static String line(Standing standing) {
    return "  %4.1f s  %s".formatted(standing.elapsed().toMillis() / 1000.0, figures(standing));
  }

  private static String figures(Standing standing) {
    return "%,d accepted  %,d sent  %,d failed  %,d/s"
        .formatted(standing.accepted(), standing.sent(), standing.failed(), standing.perSecond());
  }

  /** Full where done, half where accepted only. */
  private static String bar(Standing standing, int width) {
    int size = Math.max(1, standing.size());
    int done = (int) (width * (standing.sent() + standing.failed()) / size);
    int accepted = Math.max(done, (int) (width * standing.accepted() / size));
    return "█".repeat(done) + "▒".repeat(accepted - done) + "░".repeat(width - accepted);
  }
}
