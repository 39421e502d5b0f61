package dev.herald.client;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Turns answers that are no success, and calls without an answer, into what is thrown. */
final class Problems {
  private static final int LONGEST_DETAIL = 2_000;

  private Problems() {}

  static HeraldException of(HttpResponse<String> answer) {
    JsonObject problem = problem(answer.body());
    String detail =
        problem == null
            ? "status " + answer.statusCode()
            : problem.text("detail", problem.text("title", "status " + answer.statusCode()));
    List<FieldError> errors =
        problem == null ? List.of() : problem.objects("errors", FieldError::read);
    return of(answer.statusCode(), detail, errors, retryAfter(answer.headers()));
  }

  /** Of an answer, or of a line of one. */
  static HeraldException of(
      int status, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
    String told =
        detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
    return switch (status) {
      case 401 -> new HeraldException.Unauthorized(told);
      case 403 -> new HeraldException.Forbidden(told);
      case 404 -> new HeraldException.NotFound(told);
      case 409 -> new HeraldException.Conflict(told);
      case 429 -> new HeraldException.QuotaExceeded(told, retryAfter);
      case 408, 425 -> new HeraldException.Unavailable(status, told, retryAfter);
      default ->
          status >= 500
              ? new HeraldException.Unavailable(status, told, retryAfter)
              : status >= 400
                  ? new HeraldException.Invalid(status, told, errors)
                  : new HeraldException.Unintelligible(status, "unexpected " + told, null);
    };
  }

  /** Of whatever ended a call. */
  static HeraldException of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HeraldException known) {
      return known;
    }
    String words =
        cause.getClass().getSimpleName()
            + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    return cause instanceof IOException
            || cause instanceof TimeoutException
            || cause instanceof CancellationException
        ? new HeraldException.Unavailable("no answer, " + words, cause)
        : new HeraldException.Unintelligible(0, "the call can't be made, " + words, cause);
  }

  private static @Nullable JsonObject problem(String body) {
    try {
      return JsonObject.read(body);
    } catch (IllegalArgumentException notHerald) {
      return null;
    }
  }

  /** Seconds, or a date; null when there is none that makes sense. */
  static @Nullable Duration retryAfter(HttpHeaders headers) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    try {
      if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      return text.isEmpty() ? null : until(text);
    } catch (DateTimeException | NumberFormatException senseless) {
      return null;
    }
  }

  private static Duration until(String date) {
    Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    Duration wait = Duration.between(Instant.now(), then);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
