package dev.herald.server.schedule;

import dev.herald.channel.CallReason;
import dev.herald.channel.network.Egress;
import dev.herald.channels.auth.StandardWebhooks;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome;
import dev.herald.channels.http.Reach;
import dev.herald.server.intake.plan.CanonicalJson;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.schedule.FireWorker.Chunk;
import java.net.URI;
import java.time.Clock;
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
 * Asks an application what to send: posts to its URL, signed as Standard Webhooks says. It goes
 * where sources may go, and no further.
 */
@Component
class ScheduleCall implements DisposableBean {
  private static final int MOST_AT_ONCE = 1_000;
  private static final int LONGEST_CURSOR = 1_000;
  private static final int NOTHING = 204;

  private final HttpEgress egress;
  private final ScheduleRows schedules;
  private final JsonMapper json;
  private final Clock clock;

  ScheduleCall(
      Egress egress,
      ScheduleSettings settings,
      ScheduleRows schedules,
      JsonMapper json,
      Clock clock) {
    this.egress = new HttpEgress(egress, settings.deadline());
    this.schedules = schedules;
    this.json = json;
    this.clock = clock;
  }

  /** Blocks until there is an answer, or the deadline is over. */
  Chunk next(Schedule schedule, String url, Fire fire) {
    ObjectNode asked = json.createObjectNode();
    asked.put("type", "dev.herald.schedule.due");
    asked.put("application", schedule.application());
    asked.put("schedule", schedule.code());
    asked.put("slot", fire.slot().toString());
    asked.put("cursor", fire.position());
    byte[] body = json.writeValueAsBytes(asked);
    Map<String, String> headers =
        new HashMap<>(
            StandardWebhooks.headers(
                fire.id().toString(),
                clock.instant(),
                body,
                schedules.secret(schedule.id()).orElseThrow()));
    headers.put("Content-Type", "application/json");
    HttpCall call = new HttpCall(fire.id(), "POST", URI.create(url), headers, body);
    return switch (egress.exchange(call, Reach.LISTED)) {
      case HttpOutcome.Answered(HttpAnswer answer) -> read(answer, fire);
      case HttpOutcome.NotSent(CallReason reason) -> new Chunk.Failed(reason);
      case HttpOutcome.Unanswered(CallReason reason) -> new Chunk.Failed(reason);
      case HttpOutcome.Forbidden(String host) ->
          new Chunk.Failed(new CallReason.PrivateTarget(host, true));
    };
  }

  private Chunk read(HttpAnswer answer, Fire fire) {
    if (answer.status() == NOTHING) {
      return new Chunk.Of(List.of(), null);
    }
    if (answer.status() < 200 || answer.status() >= 300) {
      return new Chunk.Failed(new TraceReason.EndpointAnswered(answer.status()));
    }
    if (answer.cut()) {
      return new Chunk.Failed(new SubmissionFault.AnswerTooLong(HttpEgress.MAX_ANSWER_BYTES));
    }
    try {
      return read(json.readTree(answer.body()), fire);
    } catch (JacksonException _) {
      return new Chunk.Failed(new SubmissionFault.AnswerUnreadable());
    }
  }

  private static Chunk read(JsonNode answer, Fire fire) {
    JsonNode submissions = answer.path("submissions");
    String next = cursor(answer.get("next"));
    if (!submissions.isArray()
        || submissions.size() > MOST_AT_ONCE
        || (next != null && (next.equals(fire.position()) || next.length() > LONGEST_CURSOR))) {
      return new Chunk.Failed(new SubmissionFault.AnswerUnreadable());
    }
    List<Chunk.One> all = new ArrayList<>();
    for (JsonNode submission : submissions) {
      all.add(new Chunk.One(CanonicalJson.of(submission), submission));
    }
    return new Chunk.Of(all, next);
  }

  private static @Nullable String cursor(@Nullable JsonNode next) {
    return next == null || next.isNull() ? null : next.asString("");
  }

  @Override
  public void destroy() {
    egress.close();
  }
}
