package dev.herald.client;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Some submissions that go in one request, one a line. Lines that may be taken later, or whose
 * answer did not come, go again under their keys; those that were taken or refused do not.
 */
final class Bulk {
  private static final String PATH = "/v1/messages/bulk";
  private static final String TYPE = "application/x-ndjson";

  private final Transport transport;
  private final List<Submission> lines;
  private final @Nullable LineResult[] results;

  Bulk(Transport transport, List<Submission> submissions) {
    this.transport = transport;
    this.lines = submissions.stream().map(each -> each.orKey(IdempotencyKey.random())).toList();
    this.results = new LineResult[lines.size()];
  }

  /**
   * One try.
   *
   * @return fails when a line is left that may be taken later
   */
  CompletableFuture<List<LineResult>> attempt(Duration time) {
    List<Integer> open = open();
    StringBuilder body = new StringBuilder();
    open.forEach(index -> body.append(lines.get(index).toJson()).append('\n'));
    return transport
        .call(
            transport
                .request(PATH)
                .header("Content-Type", TYPE)
                .POST(BodyPublishers.ofString(body.toString())),
            time,
            text -> text.lines().filter(line -> !line.isBlank()).map(JsonObject::read).toList())
        .thenApply(answers -> keep(open, answers));
  }

  private List<LineResult> keep(List<Integer> open, List<JsonObject> answers) {
    for (JsonObject answer : answers) {
      long line = answer.number("line");
      if (line < 1 || line > open.size()) {
        throw new HeraldException.Unintelligible(
            200, "an answer for a line that is not there", null);
      }
      int index = open.get((int) line - 1);
      results[index] = result(lines.get(index), answer);
    }
    List<Integer> left = open();
    if (!left.isEmpty()) {
      throw problem(left.get(0));
    }
    return whole();
  }

  private static LineResult result(Submission submission, JsonObject answer) {
    int status = (int) answer.number("status");
    return status / 100 == 2
        ? new LineResult.Taken(submission, Accepted.read(answer))
        : new LineResult.Refused(
            submission,
            Problems.of(
                status,
                answer.text("detail", "status " + status),
                answer.objects("errors", FieldError::read),
                null));
  }

  /** Which lines have no answer that stands. */
  private List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    for (int index = 0; index < results.length; index++) {
      LineResult result = results[index];
      if (result == null
          || result instanceof LineResult.Refused refused && refused.problem().isPassing()) {
        open.add(index);
      }
    }
    return open;
  }

  private HeraldException problem(int index) {
    return results[index] instanceof LineResult.Refused refused
        ? refused.problem()
        : new HeraldException.Unavailable("the answer ended before this line", null);
  }

  /**
   * What is known when no further try is made.
   *
   * @throws HeraldException the last one, when not a single line was answered
   */
  List<LineResult> inTheEnd(HeraldException last) {
    if (Arrays.stream(results).allMatch(Objects::isNull)) {
      throw last;
    }
    for (int index : open()) {
      if (results[index] == null) {
        results[index] = new LineResult.Refused(lines.get(index), last);
      }
    }
    return whole();
  }

  private List<LineResult> whole() {
    return Arrays.stream(results).map(Objects::requireNonNull).toList();
  }
}
