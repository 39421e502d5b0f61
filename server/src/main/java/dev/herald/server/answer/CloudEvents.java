package dev.herald.server.answer;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.Wording;
import dev.herald.server.task.CallerMarks;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.SendLimit;
import dev.herald.server.task.TraceEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what happened as CloudEvents 1.0, without personal data. */
@Component
class CloudEvents {
  static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

  private final JsonMapper json;

  CloudEvents(JsonMapper json) {
    this.json = json;
  }

  Answer of(AnswerOutbox.TracedStep step) {
    NewMessage message = step.message();
    TraceEvent event = step.event();
    Instant at = event == null ? Ids.madeAt(message.id()) : event.at();
    String type = event == null ? AnswerTypes.MESSAGE_ACCEPTED : AnswerTypes.of(event);
    ObjectNode data = data(step, at);
    ObjectNode envelope = envelope(step.application(), type, at);
    envelope.put("subject", message.id().toString());
    CallerMarks marks = message.context().marks();
    if (marks != null && marks.traceparent() != null) {
      envelope.put("traceparent", marks.traceparent());
    }
    return answer(
        envelope,
        data,
        new About(message.ownership().applicationId(), message.id(), step.node(), at));
  }

  /** What an event is about, for those who choose. */
  private record About(
      UUID application, @Nullable UUID message, @Nullable String node, Instant at) {}

  private ObjectNode data(AnswerOutbox.TracedStep step, Instant at) {
    NewMessage message = step.message();
    TraceEvent event = step.event();
    ObjectNode data = json.createObjectNode();
    data.put("message", message.id().toString());
    data.put("request", message.requestId().toString());
    data.put("application", step.application());
    data.put("tenant", step.tenant());
    data.put("node", step.node());
    data.put("channel", message.context().route().channel().name());
    data.put("mode", mode(message.context().limit()));
    if (message.context().reference() != null) {
      data.put("reference", message.context().reference());
    }
    if (message.origin() != null) {
      data.putObject("origin")
          .put("kind", message.origin().kind().name())
          .put("message", message.origin().messageId().toString());
    }
    data.put("state", event == null ? "PENDING" : event.state().name());
    data.put("sequence", step.sequence());
    data.put("at", at.toString());
    if (event != null) {
      describe(data, event);
    }
    return data;
  }

  /** Of the key that it was submitted with. */
  private static String mode(@Nullable SendLimit limit) {
    return switch (limit == null ? null : limit.kind()) {
      case null -> "live";
      case STAND_INS -> "test";
      case GUESTS -> "guests";
    };
  }

  private void describe(ObjectNode data, TraceEvent event) {
    data.put("step", event.kind().name());
    if (event.call() != null) {
      data.put("attempt", event.call().attempt());
    }
    if (event.nextAt() != null) {
      data.put("nextAt", event.nextAt().toString());
    }
    data.set("reason", reason(event.reason()));
  }

  /** Code, parameters, and words in each language. */
  ObjectNode reason(Reason reason) {
    ObjectNode written = json.createObjectNode().put("code", reason.code());
    String parameters = ReasonJson.write(reason);
    written.set(
        "parameters", parameters == null ? json.createObjectNode() : json.readTree(parameters));
    ObjectNode words = written.putObject("words");
    for (Language language : Language.values()) {
      words.put(language.tag(), new Wording(language).of(reason));
    }
    return written;
  }

  /** One about a submission that came by a queue. */
  Answer ofSubmission(AnswerAbout about, String type, ObjectNode data, Instant at) {
    return answer(
        envelope(about.application(), type, at),
        data,
        new About(about.applicationId(), null, null, at));
  }

  /** One that only shows that it arrives. */
  Answer ofTest(AnswerAbout about, String subscription, Instant at) {
    ObjectNode data = json.createObjectNode();
    data.put("application", about.application()).put("subscription", subscription);
    data.put("at", at.toString());
    return ofSubmission(about, AnswerTypes.TEST, data, at);
  }

  /** Whose event it is: an application by its id and code. */
  record AnswerAbout(UUID applicationId, String application) {}

  private ObjectNode envelope(String application, String type, Instant at) {
    ObjectNode envelope = json.createObjectNode();
    envelope.put("specversion", "1.0");
    envelope.put("id", Ids.next().toString());
    envelope.put("source", "/applications/" + application);
    envelope.put("type", type);
    envelope.put("time", at.toString());
    envelope.put("datacontenttype", "application/json");
    return envelope;
  }

  private Answer answer(ObjectNode envelope, ObjectNode data, About about) {
    envelope.set("data", data);
    return new Answer(
        UUID.fromString(envelope.path("id").asString()),
        about.application,
        envelope.path("type").asString(),
        about.message,
        about.node,
        about.at,
        json.writeValueAsBytes(envelope));
  }
}
