package dev.herald.server.queue;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.SubmissionFault;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is inside a record: the submission itself, or a CloudEvent 1.0 around it, which stands in
 * the record's headers (binary mode) or in its body (structured mode).
 *
 * @param identity equal when the same event comes again; null: it is no event
 */
record CloudEvent(@Nullable String identity, byte[] submission) {
  private static final String STRUCTURED = "application/cloudevents";
  private static final String VERSION = "1.0";

  /** Before the name of an attribute in a header. */
  private static final String PREFIX = "ce_";

  /**
   * @throws RequestProblem when it is an event and not a right one
   */
  static CloudEvent in(QueueRecord record, JsonMapper json) {
    if (record.header(PREFIX + "specversion") != null) {
      return binary(record);
    }
    String type = record.header("content-type");
    return type != null && type.regionMatches(true, 0, STRUCTURED, 0, STRUCTURED.length())
        ? structured(tree(record.body(), json), json)
        : new CloudEvent(null, record.body());
  }

  private static CloudEvent binary(QueueRecord record) {
    return new CloudEvent(
        identity(
            record.header(PREFIX + "specversion"),
            record.header(PREFIX + "source"),
            record.header(PREFIX + "id")),
        record.body());
  }

  private static JsonNode tree(byte[] body, JsonMapper json) {
    try {
      return json.readTree(body);
    } catch (JacksonException _) {
      throw new RequestProblem.Malformed(new ProblemReason.EventNotJson());
    }
  }

  private static CloudEvent structured(JsonNode event, JsonMapper json) {
    String identity =
        identity(text(event, "specversion"), text(event, "source"), text(event, "id"));
    if (event.hasNonNull("data")) {
      return new CloudEvent(identity, json.writeValueAsBytes(event.get("data")));
    }
    String base64 = text(event, "data_base64");
    if (base64 == null) {
      throw new RequestProblem.Invalid("data", new FieldFault.FieldMissing());
    }
    try {
      return new CloudEvent(identity, Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      throw new RequestProblem.Invalid("data_base64", new SubmissionFault.Base64Invalid());
    }
  }

  private static @Nullable String text(JsonNode event, String field) {
    return event.path(field).isString() ? event.path(field).stringValue() : null;
  }

  private static String identity(
      @Nullable String version, @Nullable String source, @Nullable String id) {
    if (!VERSION.equals(version)) {
      throw new RequestProblem.Invalid(
          "specversion", new SubmissionFault.EventVersionWrong(VERSION));
    }
    return required("source", source) + "\n" + required("id", id);
  }

  private static String required(String attribute, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new RequestProblem.Invalid(attribute, new FieldFault.FieldMissing());
    }
    return value;
  }
}
