package dev.herald.server.queue;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.intake.CallerKey;
import dev.herald.server.intake.Incoming;
import dev.herald.server.intake.Traceparent;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Opens a record: whose it is, under which key it came, and the submission that it holds. */
@Component
class Envelope {
  static final String APPLICATION = "herald-application";
  static final String KEY = "idempotency-key";

  private final Applications applications;
  private final JsonMapper json;

  Envelope(Applications applications, JsonMapper json) {
    this.applications = applications;
    this.json = json;
  }

  /** A queue whose application there is not: its records wait until somebody makes it. */
  static final class NoApplication extends RuntimeException {
    private final String code;

    NoApplication(String code) {
      super("there is no application '%s'".formatted(code), null, false, false);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /**
   * @throws RequestProblem when the record is not right, and never will be
   * @throws NoApplication when the configuration names one that is not there
   */
  Incoming.Line open(String queue, Binding binding, QueueRecord record) {
    Application application = application(sender(binding, record));
    return open(queue, application, record);
  }

  /** The same for an application that is known. */
  Incoming.Line open(String queue, Application application, QueueRecord record) {
    if (record.body().length > JsonBodies.LARGEST) {
      throw new RequestProblem.TooLarge(new ProblemReason.RecordTooLarge(JsonBodies.LARGEST));
    }
    CloudEvent inside = CloudEvent.in(record, json);
    return new Incoming.Line(
        new Caller.OfApplication(application, KeyGrant.FULL),
        key(queue, inside, record),
        traceparent(record),
        "queue %s, %s".formatted(queue, record.position()),
        inside.submission());
  }

  private Application application(String code) {
    Optional<Application> found = applications.find(code);
    return found.orElseThrow(() -> new NoApplication(code));
  }

  private static String sender(Binding binding, QueueRecord record) {
    String named = record.header(APPLICATION);
    String bound = binding.application();
    if (bound != null) {
      if (named != null && !named.equals(bound)) {
        throw new RequestProblem.Forbidden(new ProblemReason.RecordOfOther(APPLICATION));
      }
      return bound;
    }
    return signer(binding, named, record);
  }

  private static String signer(Binding binding, @Nullable String named, QueueRecord record) {
    String secret = named == null ? null : binding.signers().get(named);
    if (named == null
        || secret == null
        || !new Signature(secret)
            .isOf(named, record.header(KEY), record.body(), record.header(Signature.HEADER))) {
      throw new RequestProblem.Forbidden(
          new ProblemReason.RecordUnsigned(APPLICATION, Signature.HEADER));
    }
    return named;
  }

  /** In a header of its own, or as the attribute of a CloudEvent in binary mode. */
  private static @Nullable String traceparent(QueueRecord record) {
    String own = record.header(Traceparent.HEADER);
    String header = own == null ? record.header("ce_" + Traceparent.HEADER) : own;
    return header == null ? null : Traceparent.parse(header);
  }

  private static @Nullable CallerKey key(String queue, CloudEvent inside, QueueRecord record) {
    String given = record.header(KEY);
    if (given != null) {
      return CallerKey.ofCall(given);
    }
    if (inside.identity() != null) {
      return CallerKey.ofRecord("event", inside.identity());
    }
    return record.identity() == null
        ? null
        : CallerKey.ofRecord("queue " + queue, record.identity());
  }
}
