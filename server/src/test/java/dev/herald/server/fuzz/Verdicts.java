package dev.herald.server.fuzz;

import dev.herald.server.fuzz.RawCall.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Judges answers by the OpenAPI document, and keeps an example of each fault. Thread-safe. */
final class Verdicts {
  private static final String PROBLEM = "application/problem+json";
  private static final int SHOWN = 1_500;

  private final JsonNode document;
  private final Documents documents;
  private final JsonNode problemSchema;
  private final Map<String, String> found = new ConcurrentSkipListMap<>();

  Verdicts(JsonNode document) {
    this.document = document;
    this.documents = new Documents(document);
    this.problemSchema = document.at("/components/schemas/Problem");
  }

  JsonNode document() {
    return document;
  }

  /** An example by fault. */
  Map<String, String> found() {
    return found;
  }

  void of(Operation operation, byte[] request, Answer answer) {
    String method = new String(request, StandardCharsets.ISO_8859_1).split(" ", 2)[0];
    boolean documented = method.equals(operation.method());
    if (answer.status() >= 400) {
      problem(operation.toString(), request, answer, method.equals("HEAD"));
    }
    if (documented) {
      documented(operation, request, answer);
    }
  }

  /** The server may close the connection of what is no request. */
  void ofBroken(byte[] request, @Nullable Answer answer) {
    if (answer != null && answer.status() >= 400) {
      boolean head = new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD");
      problem("broken", request, answer, head);
    }
  }

  private void problem(String what, byte[] request, Answer answer, boolean head) {
    if (answer.status() >= 500) {
      fault(what + " answers " + answer.status(), request, answer);
    } else if (!answer.headers().containsKey("x-request-id")) {
      fault(what + " refuses without an X-Request-Id", request, answer);
    } else if (!head && !answer.type().equals(PROBLEM)) {
      fault(what + " refuses as '" + answer.type() + "'", request, answer);
    } else if (!head && !isProblem(answer)) {
      fault(what + " refuses without a problem", request, answer);
    }
  }

  private boolean isProblem(Answer answer) {
    try {
      JsonNode problem = Documents.JSON.readTree(answer.body());
      return problem.path("status").asInt(0) == answer.status()
          && documents.faults(problemSchema, answer.body()).isEmpty();
    } catch (JacksonException _) {
      return false;
    }
  }

  private void documented(Operation operation, byte[] request, Answer answer) {
    JsonNode described = operation.answer(document, answer.status());
    if (described.isMissingNode()) {
      fault(operation + " answers " + answer.status() + " unannounced", request, answer);
      return;
    }
    for (String header : described.path("headers").propertyNames()) {
      if (!answer.headers().containsKey(header.toLowerCase(Locale.ROOT))) {
        fault(operation + " answers " + answer.status() + " without " + header, request, answer);
      }
    }
    JsonNode content = described.path("content");
    if (!answer.body().isEmpty() || !content.isEmpty()) {
      fits(operation, content, request, answer);
    }
  }

  private void fits(Operation operation, JsonNode content, byte[] request, Answer answer) {
    JsonNode described =
        content.has(answer.type()) ? content.path(answer.type()) : content.path("*/*");
    if (described.isMissingNode()) {
      fault(operation + " answers with '" + answer.type() + "'", request, answer);
    } else if (answer.type().endsWith("json")) {
      answer
          .body()
          .lines()
          .filter(_ -> answer.type().endsWith("ndjson"))
          .forEach(line -> fits(operation, described, line, request, answer));
      if (!answer.type().endsWith("ndjson")) {
        fits(operation, described, answer.body(), request, answer);
      }
    }
  }

  private void fits(
      Operation operation, JsonNode described, String json, byte[] request, Answer answer) {
    List<String> faults = documents.faults(described.path("schema"), json);
    if (!faults.isEmpty()) {
      fault(
          operation + " answers another schema: " + faults.getFirst().replaceAll("[0-9]+", "N"),
          request,
          answer);
    }
  }

  private void fault(String what, byte[] request, Answer answer) {
    String example =
        shown(new String(request, StandardCharsets.ISO_8859_1))
            + "\n=> "
            + shown(answer.toString());
    found.putIfAbsent(what, "\n" + example + "\n");
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
