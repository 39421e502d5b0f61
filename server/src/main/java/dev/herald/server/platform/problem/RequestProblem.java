package dev.herald.server.platform.problem;

import dev.herald.channel.Reason;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that can't be granted: what the caller did, not what went wrong inside. */
public abstract sealed class RequestProblem extends RuntimeException {

  private final HttpStatus status;
  private final transient Reason reason;

  private RequestProblem(HttpStatus status, Reason reason) {
    super(reason.toString(), null, false, false);
    this.status = status;
    this.reason = reason;
  }

  public HttpStatus status() {
    return status;
  }

  public Reason reason() {
    return reason;
  }

  /** 400: the request can't even be read. */
  public static final class Malformed extends RequestProblem {
    public Malformed(ProblemReason reason) {
      super(HttpStatus.BAD_REQUEST, reason);
    }
  }

  /** 408: it came too slowly to be waited for. */
  public static final class TooSlow extends RequestProblem {
    public TooSlow(ProblemReason reason) {
      super(HttpStatus.REQUEST_TIMEOUT, reason);
    }
  }

  /** 413: more than is read at once. */
  public static final class TooLarge extends RequestProblem {
    public TooLarge(ProblemReason reason) {
      super(HttpStatus.CONTENT_TOO_LARGE, reason);
    }
  }

  /** 422: the request is understood and wrong. */
  public static final class Invalid extends RequestProblem {
    private final transient List<FieldError> errors;

    public Invalid(List<FieldError> errors) {
      super(HttpStatus.UNPROCESSABLE_CONTENT, summary(errors));
      this.errors = List.copyOf(errors);
    }

    public Invalid(String field, Reason reason) {
      this(List.of(new FieldError(field, reason)));
    }

    private static Reason summary(List<FieldError> errors) {
      if (errors.size() != 1) {
        return new ProblemReason.RequestInvalid(errors.size(), null, null);
      }
      FieldError only = errors.getFirst();
      return new ProblemReason.RequestInvalid(
          1, only.field().isEmpty() ? null : only.field(), only.reason());
    }

    public List<FieldError> errors() {
      return errors;
    }
  }

  /** 404: not there, or not the caller's to see. */
  public static final class NotFound extends RequestProblem {
    public NotFound(Thing thing, Object key) {
      super(HttpStatus.NOT_FOUND, new ProblemReason.NotFound(thing.word(), String.valueOf(key)));
    }
  }

  /** 409: right in itself, but not in the present state. */
  public static final class Conflict extends RequestProblem {
    public Conflict(ProblemReason reason) {
      super(HttpStatus.CONFLICT, reason);
    }
  }

  /** 412: it is not as the caller has seen it. */
  public static final class Stale extends RequestProblem {
    public Stale(ProblemReason reason) {
      super(HttpStatus.PRECONDITION_FAILED, reason);
    }
  }

  /** 403: the caller is known and may not. */
  public static final class Forbidden extends RequestProblem {
    public Forbidden(ProblemReason reason) {
      super(HttpStatus.FORBIDDEN, reason);
    }
  }

  /** 401: nobody known makes this request. */
  public static final class Unauthenticated extends RequestProblem {
    public Unauthenticated(ProblemReason reason) {
      super(HttpStatus.UNAUTHORIZED, reason);
    }
  }

  /** What can't be granted now, and may be asked again. */
  public abstract static sealed class ComeAgain extends RequestProblem {
    private final transient Duration retryAfter;

    private ComeAgain(HttpStatus status, ProblemReason reason, Duration retryAfter) {
      super(status, reason);
      this.retryAfter = retryAfter;
    }

    /** How long to wait before. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** 429: right, but too much of it. */
  public static final class TooMany extends ComeAgain {
    public TooMany(ProblemReason reason, Duration retryAfter) {
      super(HttpStatus.TOO_MANY_REQUESTS, reason, retryAfter);
    }
  }

  /** 503: come again. */
  public static final class Unavailable extends ComeAgain {
    public Unavailable(ProblemReason reason, Duration retryAfter) {
      super(HttpStatus.SERVICE_UNAVAILABLE, reason, retryAfter);
    }
  }
}
