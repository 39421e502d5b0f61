package dev.herald.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A summary as people read it. */
final class Figures {
  private static final String ROW = "  %-10s %11s %11s %11s %11s";

  private final Summary summary;
  private final Summary.Line total;

  Figures(Summary summary) {
    this.summary = summary;
    this.total = summary.total();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  Accepted  " + pace(total.accepted(), summary.acceptTime()));
    lines.add("  Sent      " + pace(total.sent(), summary.sentTime()));
    lines.add("  Proof     " + proof());
    lines.add("");
    lines.add(ROW.formatted("Channel", "Accepted", "Sent", "Failed", "Retries"));
    summary.byChannel().forEach((channel, line) -> lines.add(row(channel, line)));
    lines.add(row("all", total));
    lines.add("");
    lines.add("  Failures  " + (summary.failures().isEmpty() ? "none" : ""));
    for (Map.Entry<String, Long> failure : summary.failures().entrySet()) {
      lines.add("  %,9d  %s".formatted(failure.getValue(), failure.getKey()));
    }
    return lines;
  }

  private static String pace(long messages, Duration time) {
    double seconds = Math.max(0.001, time.toMillis() / 1000.0);
    return "%,d in %.2f s, %,d a second"
        .formatted(messages, seconds, Math.round(messages / seconds));
  }

  private String proof() {
    String counts = "%,d lost, %,d doubled".formatted(total.lost(), summary.doubled());
    if (total.unfinished() > 0) {
      return counts + ", %,d not finished in time".formatted(total.unfinished());
    }
    return counts + " (each accepted id looked up at the stand-ins)";
  }

  private static String row(String channel, Summary.Line line) {
    return ROW.formatted(
        channel,
        "%,d".formatted(line.accepted()),
        "%,d".formatted(line.sent()),
        "%,d".formatted(line.failed()),
        "%,d".formatted(line.retries()));
  }
}
