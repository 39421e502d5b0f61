package dev.herald.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * HTTP as Herald speaks it.
 *
 * @param base without a slash at its end
 * @param key asked for at each request, so that it can be replaced while the program runs
 */
record Transport(HttpClient http, String base, Supplier<String> key) {
  private static final String AGENT = "herald-client-java";

  /**
   * @param path with a slash at its beginning
   */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + checkedKey())
        .header("Accept", "application/json, application/x-ndjson")
        .header("User-Agent", AGENT);
  }

  /** The JDK's own complaint would quote it. */
  private String checkedKey() {
    String text = key.get().strip();
    if (text.isEmpty() || !text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
      throw new HeraldException.Unauthorized("the key is empty, or no key of Herald's");
    }
    return text;
  }

  /**
   * One try.
   *
   * @param time within which the whole answer is there
   * @param reader of the text of a success
   */
  <T> CompletableFuture<T> call(
      HttpRequest.Builder request, Duration time, Function<String, T> reader) {
    CompletableFuture<HttpResponse<String>> sent =
        http.sendAsync(request.build(), BodyHandlers.ofString());
    return sent.copy()
        .orTimeout(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS)
        .whenComplete((answer, failure) -> {
          if (failure instanceof TimeoutException) {
            sent.cancel(true);
          }
        })
        .thenApply(answer -> read(answer, reader));
  }

  private static <T> T read(HttpResponse<String> answer, Function<String, T> reader) {
    if (answer.statusCode() / 100 != 2) {
      throw Problems.of(answer);
    }
    try {
      return reader.apply(answer.body());
    } catch (IllegalArgumentException | java.time.DateTimeException notHerald) {
      throw new HeraldException.Unintelligible(
          answer.statusCode(), "not an answer of Herald: " + notHerald.getMessage(), notHerald);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return base;
  }
}
