package dev.herald.sandbox.receipt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One call of a provider back to its customer: what became of a message, or what a person replied.
 *
 * @param query added to the callback's URL; empty for none
 * @param understood whether an answer with a status of success tells that it was taken
 * @param again how long after each failure it is tried once more
 */
public record Receipt(
    String query,
    Map<String, String> headers,
    String body,
    Predicate<String> understood,
    List<Duration> again) {

  /** Taken by any answer with a status of success, and never tried again. */
  public static Receipt json(String body) {
    return new Receipt("", Map.of("Content-Type", "application/json"), body, _ -> true, List.of());
  }

  public static Receipt form(String body) {
    return json(body).with(Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  public Receipt with(Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(this.headers);
    all.putAll(headers);
    return new Receipt(query, all, body, understood, again);
  }

  public Receipt query(String query) {
    return new Receipt(query, headers, body, understood, again);
  }

  public Receipt until(Predicate<String> understood) {
    return new Receipt(query, headers, body, understood, again);
  }

  public Receipt again(Duration... pauses) {
    return new Receipt(query, headers, body, understood, List.of(pauses));
  }
}
