package dev.herald.server.queue;

import dev.herald.channel.Reason;
import dev.herald.server.answer.Answers;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.StoredReason;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.task.Saved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the application that a record came from what became of it: accepted, with its messages, or
 * refused, with the problem. Since it is told before the record is acknowledged, a record that is
 * brought again is told of again.
 *
 * <p>Problems quote what they are about, which may be an address. So only those of their parameters
 * are told that are numbers, or come from Herald's own configuration.
 */
@Component
class RecordAnswers {
  private static final Set<String> TOLD =
      Set.of("thing", "known", "nearest", "form", "field", "type", "header", "signature", "why");
  private static final String UNTOLD = "…";

  private final Answers answers;
  private final Applications applications;
  private final JsonMapper json;

  RecordAnswers(Answers answers, Applications applications, JsonMapper json) {
    this.answers = answers;
    this.applications = applications;
    this.json = json;
  }

  /**
   * @param results what became of each record, in their order; may be longer
   */
  void tell(String queue, Binding binding, List<QueueRecord> records, List<IntakeResult> results) {
    List<Answers.Told> told = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      QueueRecord record = records.get(i);
      IntakeResult result = results.get(i);
      whose(binding, record, result)
          .filter(each -> answers.areHeardBy(each.id()))
          .ifPresent(each -> told.add(told(each, queue, record, result)));
    }
    if (!told.isEmpty()) {
      answers.tell(told);
    }
  }

  /** Tells of one record that was in quarantine, and was taken in now. */
  void tell(String queue, Application application, QueueRecord record, IntakeResult result) {
    if (answers.areHeardBy(application.id())) {
      answers.tell(List.of(told(application, queue, record, result)));
    }
  }

  /** Whoever is only said to have signed a record did not. */
  private Optional<Application> whose(Binding binding, QueueRecord record, IntakeResult result) {
    if (binding.application() != null) {
      return applications.find(binding.application());
    }
    String named = record.header(Envelope.APPLICATION);
    return named == null
            || result instanceof IntakeResult.Refused(RequestProblem problem)
                && problem instanceof RequestProblem.Forbidden
        ? Optional.empty()
        : applications.find(named);
  }

  private Answers.Told told(
      Application application, String queue, QueueRecord record, IntakeResult result) {
    ObjectNode data = json.createObjectNode();
    data.put("application", application.code());
    data.put("queue", queue);
    data.put("position", record.position());
    identify(data, record);
    boolean accepted =
        switch (result) {
          case IntakeResult.Accepted(Saved.Ack ack) -> accepted(data, ack, false);
          case IntakeResult.Repeated(Saved.Ack ack) -> accepted(data, ack, true);
          case IntakeResult.Refused(RequestProblem problem) -> refused(data, problem);
          case IntakeResult.Failed(Throwable bug) ->
              refused(data, new TraceReason.ErrorInside(bug.getClass().getSimpleName()), List.of());
          case IntakeResult.Busy _ -> throw new IllegalStateException("a record that is left");
        };
    return new Answers.Told(application.id(), application.code(), accepted, data);
  }

  /** What its sender knows it by, as far as it can be read. */
  private void identify(ObjectNode data, QueueRecord record) {
    JsonNode body = tree(record.body());
    boolean structured = body.path("specversion").isString();
    JsonNode submission = structured ? body.path("data") : body;
    put(data, "idempotencyKey", submission.path("idempotencyKey"), record.header(Envelope.KEY));
    put(data, "eventId", structured ? body.path("id") : null, record.header("ce_id"));
    put(data, "eventSource", structured ? body.path("source") : null, record.header("ce_source"));
  }

  private static void put(
      ObjectNode data, String name, @Nullable JsonNode inside, @Nullable String header) {
    String value = inside != null && inside.isString() ? inside.stringValue() : header;
    if (value != null) {
      data.put(name, value);
    }
  }

  private JsonNode tree(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException _) {
      return json.createObjectNode();
    }
  }

  private static boolean accepted(ObjectNode data, Saved.Ack ack, boolean again) {
    data.put("repeated", again);
    data.put("request", ack.request().toString());
    var messages = data.putArray("messages");
    for (Saved.Line line : ack.messages()) {
      messages
          .addObject()
          .put("id", line.id().toString())
          .put("channel", line.channel())
          .put("state", line.state().name())
          .put("duplicate", line.duplicate());
    }
    return true;
  }

  private boolean refused(ObjectNode data, RequestProblem problem) {
    return refused(
        data,
        problem.reason(),
        problem instanceof RequestProblem.Invalid invalid ? invalid.errors() : List.of());
  }

  private boolean refused(ObjectNode data, Reason reason, List<FieldError> errors) {
    ObjectNode problem = data.putObject("problem");
    problem.put("type", "/problems/" + reason.code());
    describe(problem, reason);
    var fields = problem.putArray("errors");
    for (FieldError error : errors) {
      describe(fields.addObject().put("field", error.field()), error.reason());
    }
    return false;
  }

  private void describe(ObjectNode written, Reason reason) {
    Reason safe = safe(reason);
    written.put("code", reason.code());
    ObjectNode words = written.putObject("words");
    for (Language language : Language.values()) {
      words.put(language.tag(), new Wording(language).of(safe));
    }
  }

  /** The same without what it quotes. */
  private static Reason safe(Reason reason) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    reason.parameters().forEach((name, value) -> parameters.put(name, safe(name, value)));
    return new StoredReason(reason.code(), parameters);
  }

  private static @Nullable Object safe(String name, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Reason reason -> safe(reason);
      case Number number -> number;
      case Boolean truth -> truth;
      default -> TOLD.contains(name) ? value : UNTOLD;
    };
  }
}
