package dev.herald.cli;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a demo's notices.
 *
 * @param waiting neither sent nor given up when the demo ended
 * @param lost accepted, yet no stand-in has them and Herald does not say why
 * @param doubled accepted by a stand-in more than once
 * @param failures how many, by the reason
 */
record DemoResult(
    Counts counts,
    Duration acceptedIn,
    Duration sentIn,
    Map<String, Channel> byChannel,
    Map<String, Long> failures) {

  /** Messages, counted by what became of them. */
  record Counts(
      long accepted,
      long refused,
      long sent,
      long failed,
      long waiting,
      long lost,
      long doubled,
      long retries) {}

  /** The same for one channel. */
  record Channel(long accepted, long sent, long failed) {
    Channel plus(Channel other) {
      return new Channel(accepted + other.accepted, sent + other.sent, failed + other.failed);
    }
  }

  DemoResult {
    byChannel = Map.copyOf(byChannel);
    failures = Map.copyOf(failures);
  }

  /** Nothing lost, nothing doubled, nothing left over. */
  boolean isSound() {
    return counts.lost == 0 && counts.doubled == 0 && counts.waiting == 0 && counts.refused == 0;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonMapper.shared().valueToTree(counts);
    json.put("acceptSeconds", seconds(acceptedIn)).put("sentSeconds", seconds(sentIn));
    json.set("byChannel", JsonMapper.shared().valueToTree(new TreeMap<>(byChannel)));
    json.set("failures", JsonMapper.shared().valueToTree(new TreeMap<>(failures)));
    return json;
  }

  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        Accepted  %,8d  in %.2f s (%,.0f/s)
        Sent      %,8d  in %.2f s (%,.0f/s)
        Failed    %,8d
        Lost      %,8d
        Doubled   %,8d
        Retries   %,8d
        """
            .formatted(
                counts.accepted,
                seconds(acceptedIn),
                counts.accepted / Math.max(0.001, seconds(acceptedIn)),
                counts.sent,
                seconds(sentIn),
                counts.sent / Math.max(0.001, seconds(sentIn)),
                counts.failed,
                counts.lost,
                counts.doubled,
                counts.retries));
    if (counts.waiting + counts.refused > 0) {
      text.append("Waiting   %,8d\nRefused   %,8d\n".formatted(counts.waiting, counts.refused));
    }
    text.append("\nBy channel    accepted      sent    failed\n");
    new TreeMap<>(byChannel)
        .forEach((name, channel) ->
            text.append(
                "  %-10s  %,8d  %,8d  %,8d\n"
                    .formatted(name, channel.accepted, channel.sent, channel.failed)));
    text.append("\nFailures\n").append(failures.isEmpty() ? "  none\n" : "");
    failures.forEach((reason, count) -> text.append("  %,8d  %s\n".formatted(count, reason)));
    return text.toString();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
