package dev.herald.server.directory;

import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.json.NdjsonLines;
import dev.herald.server.platform.json.NdjsonLines.Line;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.reason.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts recipients from NDJSON of any length. Lines are written in batches, each batch in its own
 * transaction; a line that is wrong is answered with its errors and touches no other.
 */
@Component
class RecipientLines {
  private static final int BATCH = 1_000;
  private static final int BYTES_OF_BATCH = 1 << 20;
  static final int LONGEST_LINE = 64 * 1_024;

  private final Recipients recipients;
  private final RecipientRules rules;
  private final JsonBodies bodies;
  private final JsonMapper json;

  RecipientLines(Recipients recipients, RecipientRules rules, JsonBodies bodies, JsonMapper json) {
    this.recipients = recipients;
    this.rules = rules;
    this.bodies = bodies;
    this.json = json;
  }

  /** One line of the body. */
  @Schema(name = "ImportEntry")
  record Entry(
      @Nullable String code,
      @Nullable String name,
      @Nullable String locale,
      @Nullable String zone,
      @Nullable Map<String, String> addresses,
      @Nullable Map<String, String> attributes,
      @Nullable List<String> channels) {
    RecipientSpec spec() {
      return new RecipientSpec(name, locale, zone, addresses, attributes, channels);
    }

    @Override
    public String toString() {
      return "recipient entry";
    }
  }

  /**
   * One line of the answer.
   *
   * @param line which line of the body it is about, counted from 1
   * @param result {@code created}, {@code updated}, {@code unchanged} or {@code invalid}
   */
  @Schema(name = "ImportResult")
  record Result(
      long line, @Nullable String code, String result, @Nullable List<FieldError> errors) {}

  /**
   * Answers while it reads, so the sender must read while it sends. A line that is waited for in
   * vain is the last one that is answered.
   */
  void run(Tenant tenant, NdjsonLines lines, OutputStream answer) throws IOException {
    Batch batch = new Batch(tenant);
    try {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!batch.add(line.get())) {
          batch.finish(answer);
          batch = new Batch(tenant);
          batch.add(line.get());
        }
      }
    } catch (RequestProblem missing) {
      batch.end(lines.number(), missing);
    } catch (IOException gone) {
      batch.giveBack();
      throw gone;
    }
    batch.finish(answer);
  }

  /** Lines that are written together. */
  private final class Batch {
    private final Tenant tenant;
    private final Map<String, Recipient> wanted = new LinkedHashMap<>();
    private final List<Result> results = new ArrayList<>();
    private final List<BodyAccount.Taken> rooms = new ArrayList<>();
    private int bytes;

    Batch(Tenant tenant) {
      this.tenant = tenant;
    }

    void end(long number, RequestProblem missing) {
      results.add(
          new Result(
              number,
              null,
              "invalid",
              List.of(new FieldError("", new DirectoryFault.ImportStopped(missing.reason())))));
    }

    /** False when the line must wait for the next batch: this is full, or has its code already. */
    boolean add(Line line) {
      if (results.size() == BATCH || bytes > BYTES_OF_BATCH) {
        return false;
      }
      FieldErrors errors = new FieldErrors();
      Recipient recipient = checked(line, errors);
      if (recipient != null && errors.isEmpty() && wanted.containsKey(recipient.code())) {
        return false;
      }
      rooms.add(line.memory());
      bytes += line.json().map(json -> json.length).orElse(0);
      if (recipient == null || !errors.isEmpty()) {
        results.add(new Result(line.number(), null, "invalid", errors.all()));
        return true;
      }
      wanted.put(recipient.code(), recipient);
      results.add(new Result(line.number(), recipient.code(), "", null));
      return true;
    }

    private @Nullable Recipient checked(Line line, FieldErrors errors) {
      if (line.json().isEmpty()) {
        errors.add("", new FieldFault.LineTooLong(LONGEST_LINE));
        return null;
      }
      try {
        Entry entry = bodies.read(line.json().get(), Entry.class);
        String code = entry.code() == null ? "" : entry.code();
        return rules.check(tenant, code, entry.spec(), errors);
      } catch (RequestProblem.Invalid invalid) {
        invalid.errors().forEach(errors::add);
      } catch (RequestProblem.Malformed _) {
        errors.add("", new FieldFault.LineInvalid());
      }
      return null;
    }

    void finish(OutputStream answer) throws IOException {
      try {
        write(answer);
      } finally {
        giveBack();
      }
    }

    void giveBack() {
      rooms.forEach(BodyAccount.Taken::close);
    }

    private void write(OutputStream answer) throws IOException {
      Map<String, Change.Action> actions = recipients.putAll(tenant, List.copyOf(wanted.values()));
      for (Result result : results) {
        answer.write(json.writeValueAsBytes(finished(result, actions)));
        answer.write('\n');
      }
      answer.flush();
    }

    private static Result finished(Result result, Map<String, Change.Action> actions) {
      Change.Action action = result.code() == null ? null : actions.get(result.code());
      return action == null
          ? result
          : new Result(result.line(), result.code(), action.name().toLowerCase(Locale.ROOT), null);
    }
  }
}
