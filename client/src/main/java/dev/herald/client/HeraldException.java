package dev.herald.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Herald did not do what was asked for. The type says what to do about it: mend the request ({@link
 * Invalid}, {@link NotFound}, {@link Conflict}), mend the key ({@link Unauthorized}, {@link
 * Forbidden}), come again ({@link QuotaExceeded}, {@link Unavailable}), or look at the URL ({@link
 * Unintelligible}).
 */
public abstract sealed class HeraldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private HeraldException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** Of the answer; 0 when there was none. */
  public int status() {
    return status;
  }

  /** Whether the same request may well be taken later, unchanged. */
  public boolean isPassing() {
    return this instanceof QuotaExceeded || this instanceof Unavailable;
  }

  /** How long to wait, where Herald says it. */
  public Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /** 400, 413, 422 and the like: the request is wrong, and nothing was saved. */
  public static final class Invalid extends HeraldException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    Invalid(int status, String detail, List<FieldError> errors) {
      super(status, message(detail, errors), null);
      this.errors = List.copyOf(errors);
    }

    /** Every wrong field; empty when the request could not even be read. */
    public List<FieldError> errors() {
      return errors;
    }

    private static String message(String detail, List<FieldError> errors) {
      return errors.isEmpty()
          ? detail
          : errors.stream()
              .map(each ->
                  "%s %s; right: %s".formatted(each.field(), each.reason(), each.expected()))
              .collect(Collectors.joining(" | "));
    }
  }

  /** 401: nobody has this key. */
  public static final class Unauthorized extends HeraldException {
    private static final long serialVersionUID = 1L;

    Unauthorized(String detail) {
      super(401, detail, null);
    }
  }

  /** 403: the key is known and may not. */
  public static final class Forbidden extends HeraldException {
    private static final long serialVersionUID = 1L;

    Forbidden(String detail) {
      super(403, detail, null);
    }
  }

  /** 404: not there, or not this key's to see. */
  public static final class NotFound extends HeraldException {
    private static final long serialVersionUID = 1L;

    NotFound(String detail) {
      super(404, detail, null);
    }
  }

  /**
   * 409: right in itself, but not in the present state; another request under the same idempotency
   * key, for example.
   */
  public static final class Conflict extends HeraldException {
    private static final long serialVersionUID = 1L;

    Conflict(String detail) {
      super(409, detail, null);
    }
  }

  /** 429: the application is at its rate or its quota. */
  public static final class QuotaExceeded extends HeraldException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    QuotaExceeded(String detail, @Nullable Duration retryAfter) {
      super(429, detail, null);
      this.retryAfter = retryAfter;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /**
   * Herald is busy or can't be reached (status 0). Whether the request was taken may be unknown;
   * sent again under the same key it makes no second message.
   */
  public static final class Unavailable extends HeraldException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    Unavailable(int status, String detail, @Nullable Duration retryAfter) {
      super(status, detail, null);
      this.retryAfter = retryAfter;
    }

    Unavailable(String detail, @Nullable Throwable cause) {
      super(0, detail, cause);
      this.retryAfter = null;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /**
   * The answer is not one of Herald's: the URL leads to something else, or a proxy answered. Status
   * 0: the call could not even be made.
   */
  public static final class Unintelligible extends HeraldException {
    private static final long serialVersionUID = 1L;

    Unintelligible(int status, String detail, @Nullable Throwable cause) {
      super(status, detail, cause);
    }
  }
}
