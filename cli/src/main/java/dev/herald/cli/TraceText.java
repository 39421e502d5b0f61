package dev.herald.cli;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One message and its trace, as text. */
final class TraceText {
  private TraceText() {}

  static String of(JsonNode message) {
    StringBuilder text = new StringBuilder();
    text.append(
        "One of them: %s by %s to %s\n  %s\n"
            .formatted(
                message.path("id").asString(),
                message.path("channel").asString(),
                Optional.of(message.path("destination").asString())
                    .filter(address -> !address.isEmpty())
                    .orElse("the source's group"),
                message.path("verdict").asString()));
    message.path("trace").forEach(step -> text.append(line(step)));
    return text.toString();
  }

  private static String line(JsonNode step) {
    JsonNode attempt = step.path("attempt");
    String call =
        attempt.isObject()
            ? "  [%s, %s, %d ms, %s %s]"
                .formatted(
                    attempt.path("source").asString(""),
                    attempt.path("outcome").asString(""),
                    attempt.path("durationMillis").asLong(),
                    attempt.path("status").asString(""),
                    attempt.path("answer").asString("").strip())
            : "";
    return "  %s  %-9s %s%s\n"
        .formatted(
            step.path("at").asString(),
            step.path("kind").asString(),
            step.path("reason").asString(""),
            call);
  }
}
