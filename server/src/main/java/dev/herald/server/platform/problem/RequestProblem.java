package dev.herald.server.platform.problem;

import java.time.Duration;
import java.util.List;

/** A request that can't be granted: what the caller did, not what went wrong inside. */
public abstract sealed class RequestProblem extends RuntimeException {

  private RequestProblem(String message) {
    super(message, null, false, false);
  }

  /** 400: the request can't even be read. */
  public static final class Malformed extends RequestProblem {
    public Malformed(String message) {
      super(message);
    }
  }

  /** 408: it came too slowly to be waited for. */
  public static final class TooSlow extends RequestProblem {
    public TooSlow(String message) {
      super(message);
    }
  }

  /** 413: more than is read at once. */
  public static final class TooLarge extends RequestProblem {
    public TooLarge(String message) {
      super(message);
    }
  }

  /** 422: the request is understood and wrong. */
  public static final class Invalid extends RequestProblem {
    private final transient List<FieldError> errors;

    public Invalid(List<FieldError> errors) {
      super(
          errors.size() == 1
              ? errors.getFirst().field() + ": " + errors.getFirst().reason()
              : errors.size() + " fields are wrong");
      this.errors = List.copyOf(errors);
    }

    public Invalid(String field, String reason, String expected) {
      this(List.of(new FieldError(field, reason, expected)));
    }

    public List<FieldError> errors() {
      return errors;
    }
  }

  /** 404: not there, or not the caller's to see. */
  public static final class NotFound extends RequestProblem {
    public NotFound(String what, Object key) {
      super("no %s '%s'".formatted(what, key));
    }
  }

  /** 409: right in itself, but not in the present state. */
  public static final class Conflict extends RequestProblem {
    public Conflict(String message) {
      super(message);
    }
  }

  /** 412: it is not as the caller has seen it. */
  public static final class Stale extends RequestProblem {
    public Stale(String message) {
      super(message);
    }
  }

  /** 403: the caller is known and may not. */
  public static final class Forbidden extends RequestProblem {
    public Forbidden(String message) {
      super(message);
    }
  }

  /** 401: nobody known makes this request. */
  public static final class Unauthenticated extends RequestProblem {
    public Unauthenticated(String message) {
      super(message);
    }
  }

  /** What can't be granted now, and may be asked again. */
  public abstract static sealed class ComeAgain extends RequestProblem {
    private final transient Duration retryAfter;

    private ComeAgain(String message, Duration retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    /** How long to wait before. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** 429: right, but too much of it. */
  public static final class TooMany extends ComeAgain {
    public TooMany(String message, Duration retryAfter) {
      super(message, retryAfter);
    }
  }

  /** 503: come again. */
  public static final class Unavailable extends ComeAgain {
    public Unavailable(String message, Duration retryAfter) {
      super(message, retryAfter);
    }
  }
}
