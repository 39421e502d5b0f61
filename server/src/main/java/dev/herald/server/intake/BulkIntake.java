package dev.herald.server.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.server.authorization.Caller;
import dev.herald.server.intake.dryrun.DryRun;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.database.ConnectionUse;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.json.NdjsonLines;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes submissions line by line, many at a time, and answers them in order. */
@Component
class BulkIntake {
  private static final Logger log = LoggerFactory.getLogger(BulkIntake.class);
  private static final int AT_ONCE = 1_000;

  private final Intake intake;
  private final Rehearsal rehearsal;
  private final JsonMapper json;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  BulkIntake(Intake intake, Rehearsal rehearsal, JsonMapper json) {
    this.intake = intake;
    this.rehearsal = rehearsal;
    this.json = json;
  }

  /**
   * One line's answer.
   *
   * @param line counted from 1
   * @param status as the single call would have answered
   * @param detail why it was not taken, in the reader's language
   * @param code of that reason, stable
   * @param parameters of that reason, by name
   * @param dryRun what it would come to, where lines are only tried
   */
  @Schema(name = "BulkResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      long line,
      int status,
      @Nullable UUID request,
      @Nullable List<Saved.Line> messages,
      @Nullable String detail,
      @Nullable String code,
      @Nullable Map<String, @Nullable Object> parameters,
      @Nullable List<FieldError.Shown> errors,
      @Nullable DryRun dryRun) {

    /** Of a line that is only tried. */
    static Result of(long line, DryRun dryRun) {
      return new Result(line, HttpStatus.OK.value(), null, null, null, null, null, null, dryRun);
    }

    static Result of(long line, IntakeResult result, Wording wording) {
      return switch (result) {
        case IntakeResult.Accepted(Saved.Ack ack) -> accepted(line, ack);
        case IntakeResult.Repeated(Saved.Ack ack) -> accepted(line, ack);
        case IntakeResult.Refused(RequestProblem problem) -> refused(line, problem, wording);
        case IntakeResult.Busy(RequestProblem.ComeAgain problem) -> refused(line, problem, wording);
        case IntakeResult.Failed _ ->
            refused(
                line,
                HttpStatus.INTERNAL_SERVER_ERROR,
                WordedReason.of(new ProblemReason.LineNotTaken(), wording),
                null);
      };
    }

    private static Result accepted(long line, Saved.Ack ack) {
      return new Result(
          line,
          HttpStatus.ACCEPTED.value(),
          ack.request(),
          ack.messages(),
          null,
          null,
          null,
          null,
          null);
    }

    static Result refused(long line, RequestProblem problem, Wording wording) {
      return refused(
          line,
          problem.status(),
          WordedReason.of(problem.reason(), wording),
          problem instanceof RequestProblem.Invalid invalid
              ? invalid.errors().stream().map(error -> error.shown(wording)).toList()
              : null);
    }

    private static Result refused(
        long line,
        HttpStatus status,
        WordedReason reason,
        @Nullable List<FieldError.Shown> errors) {
      return new Result(
          line,
          status.value(),
          null,
          null,
          reason.text(),
          reason.code(),
          reason.parameters(),
          errors,
          null);
    }
  }

  /**
   * What the lines of a call have in common.
   *
   * @param key with a line's number, the key of a line that has none of its own
   * @param traceparent null: none
   * @param wording of its language
   * @param dryRun whether they are only tried
   */
  record Call(
      Caller caller,
      @Nullable CallerKey key,
      @Nullable String traceparent,
      Wording wording,
      boolean dryRun) {}

  /**
   * A line that is waited for in vain is the last one that is answered.
   *
   * @param call what its lines have in common
   */
  void run(Call call, NdjsonLines lines, OutputStream out) throws IOException {
    Deque<Pending> pending = new ArrayDeque<>();
    try {
      for (var line = next(lines, pending, call.wording);
          line.isPresent();
          line = next(lines, pending, call.wording)) {
        pending.add(begin(call, line.get()));
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

  private static Optional<NdjsonLines.Line> next(
      NdjsonLines lines, Deque<Pending> pending, Wording wording) throws IOException {
    try {
      return lines.next();
    } catch (RequestProblem problem) {
      pending.add(
          new Pending(
              CompletableFuture.completedFuture(Result.refused(lines.number(), problem, wording)),
              () -> {}));
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

  private Pending begin(Call call, NdjsonLines.Line line) {
    return new Pending(
        CompletableFuture.supplyAsync(
            () -> ConnectionUse.INTAKE.call(() -> accept(call, line)), threads),
        line.memory());
  }

  private void write(OutputStream out, Pending next) throws IOException {
    try (var _ = next.memory) {
      out.write(json.writeValueAsBytes(next.result.join()));
      out.write('\n');
    }
  }

  private Result accept(Call call, NdjsonLines.Line line) {
    return line.json()
        .map(json -> call.dryRun ? tried(call, line.number(), json) : taken(call, line, json))
        .orElseGet(() ->
            Result.refused(
                line.number(),
                new RequestProblem.TooLarge(new ProblemReason.LineTooLarge(JsonBodies.LARGEST)),
                call.wording));
  }

  private Result tried(Call call, long line, byte[] json) {
    try {
      return Result.of(line, rehearsal.of(incoming(call, line, json), call.wording));
    } catch (RequestProblem problem) {
      return Result.refused(line, problem, call.wording);
    }
  }

  private static Incoming.Line incoming(Call call, long line, byte[] json) {
    return new Incoming.Line(
        call.caller, CallerKey.ofLine(call.key, line), call.traceparent, null, json);
  }

  private Result taken(Call call, NdjsonLines.Line line, byte[] json) {
    return Result.of(line.number(), taken(call, line.number(), json), call.wording);
  }

  private IntakeResult taken(Call call, long line, byte[] json) {
    IntakeResult result = intake.accept(incoming(call, line, json));
    if (result instanceof IntakeResult.Failed(Throwable bug)) {
      log.error("Line {} of a bulk submission met an error inside Herald", line, bug);
    }
    return result;
  }
}
