package dev.herald.server.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.database.ConnectionUse;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.json.NdjsonLines;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes submissions line by line, many at a time, and answers them in order. */
@Component
class BulkIntake {
  private static final Logger log = LoggerFactory.getLogger(BulkIntake.class);
  private static final int AT_ONCE = 1_000;

  private final Intake intake;
  private final JsonBodies bodies;
  private final JsonMapper json;
  private final SubmissionMemory memory;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  BulkIntake(Intake intake, JsonBodies bodies, JsonMapper json, SubmissionMemory memory) {
    this.intake = intake;
    this.bodies = bodies;
    this.json = json;
    this.memory = memory;
  }

  /**
   * One line's answer.
   *
   * @param line counted from 1
   * @param status as the single call would have answered
   */
  @Schema(name = "BulkResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      long line,
      int status,
      @Nullable UUID request,
      @Nullable List<Saved.Line> messages,
      @Nullable String detail,
      @Nullable List<FieldError> errors) {

    static Result accepted(long line, Saved.Ack ack) {
      return new Result(line, 202, ack.request(), ack.messages(), null, null);
    }

    static Result refused(
        long line, int status, @Nullable String detail, @Nullable List<FieldError> errors) {
      return new Result(line, status, null, null, detail, errors);
    }
  }

  /**
   * A line that is waited for in vain is the last one that is answered.
   *
   * @param key of the call: with a line's number, the key of a line that has none of its own
   */
  void run(Caller caller, @Nullable CallerKey key, NdjsonLines lines, OutputStream out)
      throws IOException {
    Deque<Pending> pending = new ArrayDeque<>();
    try {
      for (var line = next(lines, pending); line.isPresent(); line = next(lines, pending)) {
        pending.add(begin(caller, key, line.get()));
        if (pending.size() >= AT_ONCE) {
          write(out, pending.remove());
        }
        while (!pending.isEmpty() && pending.peek().result.isDone()) {
          write(out, pending.remove());
        }
      }
      while (!pending.isEmpty()) {
        write(out, pending.remove());
      }
      out.flush();
    } finally {
      pending.forEach(Pending::abandon);
    }
  }

  private static Optional<NdjsonLines.Line> next(NdjsonLines lines, Deque<Pending> pending)
      throws IOException {
    try {
      return lines.next();
    } catch (RequestProblem problem) {
      pending.add(
          new Pending(
              CompletableFuture.completedFuture(refused(lines.number(), problem)), () -> {}));
      return Optional.empty();
    }
  }

  /**
   * A line that is being taken in.
   *
   * @param room that it takes until its answer is written
   */
  private record Pending(CompletableFuture<Result> result, BodyAccount.Taken memory) {
    void abandon() {
      result.whenComplete((_, _) -> memory.close());
    }
  }

  private Pending begin(Caller caller, @Nullable CallerKey key, NdjsonLines.Line line) {
    return new Pending(
        CompletableFuture.supplyAsync(
            () -> ConnectionUse.INTAKE.call(() -> accept(caller, key, line)), threads),
        line.memory());
  }

  private void write(OutputStream out, Pending next) throws IOException {
    try (var _ = next.memory) {
      out.write(json.writeValueAsBytes(next.result.join()));
      out.write('\n');
    }
  }

  private Result accept(Caller caller, @Nullable CallerKey key, NdjsonLines.Line line) {
    if (line.json().isEmpty()) {
      return Result.refused(
          line.number(),
          413,
          "the line is longer than %,d bytes".formatted(JsonBodies.LARGEST),
          null);
    }
    byte[] bytes = line.json().get();
    try (var _ = memory.work(bytes.length)) {
      JsonNode body = bodies.tree(bytes, VariableText::withoutNull);
      JsonNode own = body instanceof ObjectNode object ? object.remove("idempotencyKey") : null;
      CallerKey given = CallerKey.ofLine(key, line.number(), own);
      return Result.accepted(line.number(), intake.accept(caller, given, body));
    } catch (RequestProblem problem) {
      return refused(line.number(), problem);
    } catch (InterruptedIOException stopping) {
      return Result.refused(line.number(), 503, stopping.getMessage(), null);
    } catch (RuntimeException bug) {
      log.error("Line {} of a bulk submission met an error inside Herald", line.number(), bug);
      return Result.refused(
          line.number(), 500, "an error inside Herald; this line was not taken", null);
    }
  }

  private static Result refused(long line, RequestProblem problem) {
    return switch (problem) {
      case RequestProblem.Invalid invalid ->
          Result.refused(line, 422, invalid.getMessage(), invalid.errors());
      case RequestProblem.Malformed malformed ->
          Result.refused(line, 400, malformed.getMessage(), null);
      case RequestProblem.TooSlow slow -> Result.refused(line, 408, slow.getMessage(), null);
      case RequestProblem.TooLarge large -> Result.refused(line, 413, large.getMessage(), null);
      case RequestProblem.NotFound missing -> Result.refused(line, 404, missing.getMessage(), null);
      case RequestProblem.Conflict conflict ->
          Result.refused(line, 409, conflict.getMessage(), null);
      case RequestProblem.Forbidden forbidden ->
          Result.refused(line, 403, forbidden.getMessage(), null);
      case RequestProblem.Unauthenticated unknown ->
          Result.refused(line, 401, unknown.getMessage(), null);
      case RequestProblem.TooMany tooMany -> Result.refused(line, 429, tooMany.getMessage(), null);
      case RequestProblem.Unavailable busy -> Result.refused(line, 503, busy.getMessage(), null);
    };
  }
}
