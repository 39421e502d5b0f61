package dev.herald.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call to Herald failed. The type says what to do: correct the request ({@link Invalid}, {@link
 * NotFound}, {@link Conflict}), correct the key ({@link Unauthorized}, {@link Forbidden}), retry
 * later ({@link QuotaExceeded}, {@link Unavailable}), or check the URL ({@link Unintelligible}).
 */
public abstract sealed class HeraldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private @Nullable String code;

  private HeraldException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** Of the answer; 0 when there was none. */
  public int status() {
    return status;
  }

  /**
   * Why, as a stable code of Herald's, such as {@code KEY_UNKNOWN}; texts differ by language and
   * may change, codes are stable.
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  HeraldException coded(@Nullable String known) {
    this.code = known;
    return this;
  }

  /** Whether the unchanged request may succeed later. */
  public boolean isPassing() {
    return this instanceof QuotaExceeded || this instanceof Unavailable;
  }

  /** How long to wait, if Herald says so. */
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
              .map(each -> "%s %s".formatted(each.field(), each.reason()))
              .collect(Collectors.joining(" | "));
    }
  }

  /** 401: the key is unknown. */
  public static final class Unauthorized extends HeraldException {
    private static final long serialVersionUID = 1L;

    Unauthorized(String detail) {
      super(401, detail, null);
    }
  }

  /** 403: the key is valid but lacks the permission. */
  public static final class Forbidden extends HeraldException {
    private static final long serialVersionUID = 1L;

    Forbidden(String detail) {
      super(403, detail, null);
    }
  }

  /** 404: it does not exist, or not for this key. */
  public static final class NotFound extends HeraldException {
    private static final long serialVersionUID = 1L;

    NotFound(String detail) {
      super(404, detail, null);
    }
  }

  /**
   * 409: valid, but in conflict with the present state; for example another request with the same
   * idempotency key.
   */
  public static final class Conflict extends HeraldException {
    private static final long serialVersionUID = 1L;

    Conflict(String detail) {
      super(409, detail, null);
    }
  }

  /** 429: the application has reached its rate or quota. */
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
   * Herald is busy or can't be reached (status 0). Whether the request was accepted may be unknown;
   * sent again with the same key it creates no second message.
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
   * The answer is not from Herald: the URL is wrong, or a proxy answered. Status 0: the call could
   * not even be made.
   */
  public static final class Unintelligible extends HeraldException {
    private static final long serialVersionUID = 1L;

    Unintelligible(int status, String detail, @Nullable Throwable cause) {
      super(status, detail, cause);
    }
  }
}
