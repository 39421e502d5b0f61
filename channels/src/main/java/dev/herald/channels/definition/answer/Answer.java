package dev.herald.channels.definition.answer;

import dev.herald.channel.Exchange;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer as definitions see it.
 *
 * @param scope the request's words and {@code status}, {@code headers} and {@code body}: the JSON
 *     of the answer, or its text when it is none, absent when it was too long to be read whole
 * @param exchange the same for people, masked
 */
public record Answer(HttpAnswer http, Scope scope, Exchange exchange, Mask mask) {

  public static Answer of(HttpAnswer http, Scope request, Mask mask) {
    Object json = http.cut() ? null : Json.read(http.body());
    String text = http.text();
    Scope scope = scope(http, request, json);
    // Written anew, JSON has no escapes that a secret could hide behind.
    String shown = json != null && text.indexOf('\\') >= 0 ? Json.text(json) : text;
    Exchange exchange =
        new Exchange(Integer.toString(http.status()), shown.isEmpty() ? null : mask.apply(shown));
    return new Answer(http, scope, exchange, mask);
  }

  /** The same, of which nothing is shown to people. */
  public static Answer unread(HttpAnswer http, Scope request, Mask mask) {
    Object json = http.cut() ? null : Json.read(http.body());
    return new Answer(
        http,
        scope(http, request, json),
        new Exchange(Integer.toString(http.status()), null),
        mask);
  }

  private static Scope scope(HttpAnswer http, Scope request, @Nullable Object json) {
    return request
        .with("status", (long) http.status())
        .with("headers", http.headers())
        .with("body", json == null && !http.cut() ? http.text() : json);
  }

  public int status() {
    return http.status();
  }

  public boolean isSuccess() {
    return http.status() >= 200 && http.status() < 300;
  }

  /** Whether an expression is true; null when it reads what the answer does not have. */
  public @Nullable Boolean truth(@Nullable Expression expression) {
    return expression != null && expression.valueIfAny(scope) instanceof Boolean truth
        ? truth
        : null;
  }

  /** The value of an expression in text form; null when absent. */
  public @Nullable String text(@Nullable Expression expression) {
    Object value = value(expression);
    return value == null ? null : value.toString();
  }

  /** The value of an expression; null when absent. */
  public @Nullable Object value(@Nullable Expression expression) {
    return expression == null ? null : expression.valueIfAny(scope);
  }

  /** Whether an address in it is the message's own; some providers write theirs in lower case. */
  boolean isDestination(String address) {
    return scope.root("destination") instanceof String own && own.equalsIgnoreCase(address.strip());
  }

  /** The same, of which people are shown this part. */
  Answer showing(@Nullable Object part) {
    String shown = part == null ? null : mask.apply(Json.text(part));
    return new Answer(http, scope, new Exchange(exchange.status(), shown), mask);
  }

  public Answer with(String root, @Nullable Object value) {
    return new Answer(http, scope.with(root, value), exchange, mask);
  }
}
