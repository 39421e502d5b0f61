package dev.herald.cli.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a burst.
 *
 * @param byChannel in the order in which channels are shown
 * @param failures how many failed for which reason
 * @param doubled how many messages a stand-in took more than once
 * @param acceptTime from the first submission until the last was accepted
 * @param sentTime from the first submission until nothing was left to do
 */
record Summary(
    Map<String, Line> byChannel,
    SortedMap<String, Long> failures,
    long doubled,
    Duration acceptTime,
    Duration sentTime) {

  /**
   * One channel's messages.
   *
   * @param sent by the server's record, and taken by a stand-in
   * @param unfinished still to be sent, or nobody can say
   * @param retries attempts after the first
   */
  record Line(long accepted, long sent, long failed, long unfinished, long retries) {
    static final Line NONE = new Line(0, 0, 0, 0, 0);

    /** Accepted, and nothing to show for it. */
    long lost() {
      return accepted - sent - failed - unfinished;
    }

    Line plus(Line other) {
      return new Line(
          accepted + other.accepted,
          sent + other.sent,
          failed + other.failed,
          unfinished + other.unfinished,
          retries + other.retries);
    }
  }

  /**
   * @param notices those that were submitted
   * @param sentTime from the first submission until nothing was left to do
   */
  static Summary of(
      List<Notice> notices, Submission.Accepted accepted, Ledger ledger, Duration sentTime) {
    Map<String, Line> byChannel = new LinkedHashMap<>();
    Burst.CHANNELS.forEach(channel -> byChannel.put(channel, Line.NONE));
    SortedMap<String, Long> failures = new TreeMap<>();
    for (int i = 0; i < notices.size(); i++) {
      UUID id = accepted.ids().get(i);
      Ending ending = ledger.endings().get(id);
      Line line = line(ending, ledger.missing().contains(id));
      byChannel.merge(notices.get(i).channel(), line, Line::plus);
      if (ending != null && line.failed() + line.unfinished() > 0) {
        failures.merge(ending.verdict(), 1L, Long::sum);
      }
    }
    return new Summary(byChannel, failures, ledger.doubled().size(), accepted.time(), sentTime);
  }

  private static Line line(@Nullable Ending ending, boolean missing) {
    if (ending == null) {
      return new Line(1, 0, 0, 0, 0);
    }
    return switch (ending.fate()) {
      case SENT -> new Line(1, missing ? 0 : 1, 0, 0, ending.retries());
      case FAILED -> new Line(1, 0, 1, 0, ending.retries());
      case UNFINISHED -> new Line(1, 0, 0, 1, ending.retries());
    };
  }

  Line total() {
    return byChannel.values().stream().reduce(Line.NONE, Line::plus);
  }

  /** Everything accepted was sent, and once, or failed with a reason. */
  boolean isComplete() {
    return isComplete(0);
  }

  /**
   * As above.
   *
   * @param told how many messages were sent more than once and say so
   */
  boolean isComplete(long told) {
    Line total = total();
    return total.sent + total.failed == total.accepted && doubled == told;
  }

  ObjectNode json() {
    Line total = total();
    ObjectNode json = JsonMapper.shared().createObjectNode();
    put(json, total).put("lost", total.lost()).put("doubled", doubled);
    json.put("acceptSeconds", seconds(acceptTime)).put("sentSeconds", seconds(sentTime));
    ObjectNode channels = json.putObject("byChannel");
    byChannel.forEach((channel, line) -> put(channels.putObject(channel), line));
    ObjectNode reasons = json.putObject("failures");
    failures.forEach(reasons::put);
    return json;
  }

  private static ObjectNode put(ObjectNode json, Line line) {
    return json.put("accepted", line.accepted)
        .put("sent", line.sent)
        .put("failed", line.failed)
        .put("unfinished", line.unfinished)
        .put("retries", line.retries);
  }

  static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 10.0) / 100.0;
  }
}
