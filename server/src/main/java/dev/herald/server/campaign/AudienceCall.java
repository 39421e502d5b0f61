package dev.herald.server.campaign;

import dev.herald.channel.CallReason;
import dev.herald.channel.Reason;
import dev.herald.channel.network.Egress;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome;
import dev.herald.channels.http.Reach;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.TraceReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the caller's URL whom a campaign reaches, a page at a time: lines of JSON, each an entry of
 * {@code to}; a last line {@code {"next": "…"}} names the page behind. It goes where sources may
 * go, and no further.
 */
@Component
class AudienceCall implements DisposableBean {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final int MOST_ENTRIES = 1_000;
  private static final int LONGEST_CURSOR = 1_000;
  private static final int NOTHING = 204;

  private final HttpEgress egress;
  private final CampaignStore store;
  private final JsonMapper json;

  AudienceCall(Egress egress, CampaignStore store, JsonMapper json) {
    this.egress = new HttpEgress(egress, DEADLINE);
    this.store = store;
    this.json = json;
  }

  /** What a page holds. */
  sealed interface Page {
    /**
     * @param entries of {@code to}; an empty text: a line that can't be read
     * @param next null: it is the last
     */
    record Read(List<String> entries, @Nullable String next) implements Page {}

    record Failed(Reason reason) implements Page {}
  }

  /** Blocks until there is an answer, or the deadline is over. */
  Page page(Campaign campaign, Audience.OfUrl audience, String cursor) {
    ObjectNode asked = json.createObjectNode();
    asked.put("type", "dev.herald.campaign.audience");
    asked.put("campaign", campaign.id().toString());
    asked.put("name", campaign.name());
    asked.put("cursor", cursor.isEmpty() ? null : cursor);
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/x-ndjson");
    store.token(campaign.id()).ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    HttpCall call =
        new HttpCall(campaign.id(), "POST", audience.url(), headers, json.writeValueAsBytes(asked));
    return switch (egress.exchange(call, Reach.LISTED)) {
      case HttpOutcome.Answered(HttpAnswer answer) -> read(answer, cursor);
      case HttpOutcome.NotSent(CallReason reason) -> new Page.Failed(reason);
      case HttpOutcome.Unanswered(CallReason reason) -> new Page.Failed(reason);
      case HttpOutcome.Forbidden(String host) ->
          new Page.Failed(new CallReason.PrivateTarget(host, true));
    };
  }

  private Page read(HttpAnswer answer, String cursor) {
    if (answer.status() == NOTHING) {
      return new Page.Read(List.of(), null);
    }
    if (answer.status() < 200 || answer.status() >= 300) {
      return new Page.Failed(new TraceReason.EndpointAnswered(answer.status()));
    }
    if (answer.cut()) {
      return new Page.Failed(new SubmissionFault.AnswerTooLong(HttpEgress.MAX_ANSWER_BYTES));
    }
    List<String> entries = new ArrayList<>();
    String next = null;
    for (String line : new String(answer.body(), StandardCharsets.UTF_8).split("\n")) {
      if (line.isBlank()) {
        continue;
      }
      JsonNode read = tree(line);
      boolean namesNext = read != null && read.has("next") && read.size() == 1;
      if (next != null || (!namesNext && entries.size() == MOST_ENTRIES)) {
        return new Page.Failed(new SubmissionFault.AnswerUnreadable());
      }
      if (read != null && namesNext) {
        next = read.path("next").asString("");
      } else {
        entries.add(read == null || !read.isObject() ? "" : read.toString());
      }
    }
    return next != null && (next.isEmpty() || next.equals(cursor) || next.length() > LONGEST_CURSOR)
        ? new Page.Failed(new SubmissionFault.AnswerUnreadable())
        : new Page.Read(entries, next);
  }

  private @Nullable JsonNode tree(String line) {
    try {
      return json.readTree(line);
    } catch (JacksonException _) {
      return null;
    }
  }

  @Override
  public void destroy() {
    egress.close();
  }
}
