package dev.herald.server.intake;

import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.task.Submission;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A submission as it is brought to {@link Intake}, whichever way it came. */
public sealed interface Incoming {

  /** How many bytes of it were read: what its memory is measured by. */
  default int bytes() {
    return 0;
  }

  /** Its caller's place in a distributed trace; null: none. */
  default @Nullable String traceparent() {
    return null;
  }

  /** The same at another place in the trace. */
  default Incoming below(@Nullable String otherPlace) {
    return this;
  }

  /**
   * A call of its own: the JSON of {@code POST /v1/messages}, with its idempotency key beside it.
   *
   * @param caller who sends, and may send
   * @param traceparent the caller's place in a distributed trace; null: none
   */
  record Call(Caller caller, @Nullable CallerKey key, @Nullable String traceparent, byte[] json)
      implements Incoming {
    @Override
    public int bytes() {
      return json.length;
    }

    @Override
    public Incoming below(@Nullable String otherPlace) {
      return new Call(caller, key, otherPlace, json);
    }
  }

  /**
   * One of a stream: the same JSON, which may hold its own {@code idempotencyKey}.
   *
   * @param otherwise the key of one that holds none
   * @param traceparent as above
   * @param way by which it came, for its trace; null: a call
   */
  record Line(
      Caller caller,
      @Nullable CallerKey otherwise,
      @Nullable String traceparent,
      @Nullable String way,
      byte[] json)
      implements Incoming {
    @Override
    public int bytes() {
      return json.length;
    }

    @Override
    public Incoming below(@Nullable String otherPlace) {
      return new Line(caller, otherwise, otherPlace, way, json);
    }
  }

  /**
   * Messages that are made of one that is there: a resend.
   *
   * @param applicationId whose they are
   * @param request equal requests under one key get one result
   * @param messages may throw a {@link dev.herald.server.platform.RequestProblem}
   */
  record Derived(
      UUID applicationId, @Nullable CallerKey key, JsonNode request, Supplier<Derivation> messages)
      implements Incoming {}

  /**
   * Messages that are ready to be saved, without an idempotency key.
   *
   * @param lane of all of them
   */
  record Derivation(String lane, Application application, Submission submission) {}
}
