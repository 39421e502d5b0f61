package dev.herald.sandbox.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.rule.Reason;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that a provider looks at before it takes a message. */
@FunctionalInterface
public interface Check {

  /** Null when nothing is wrong. */
  @Nullable Refusal refusal(HttpCall call, Codes codes);

  /**
   * @param code what the provider says when it does not hold
   */
  static Check that(String code, Predicate<HttpCall> holds) {
    return (call, codes) -> holds.test(call) ? null : codes.refusal(code);
  }

  /** The body is a JSON object, or a form. */
  static Check readable(String code) {
    return that(code, call -> call.json().isObject());
  }

  /** At each of these JSON pointers stands a text that is not blank, or anything else but null. */
  static Check present(String code, String... pointers) {
    return (call, codes) -> {
      for (String pointer : pointers) {
        if (!isPresent(call.at(pointer))) {
          Refusal refusal = codes.refusal(code);
          return refusal.saying("%s: %s is missing".formatted(refusal.message(), pointer));
        }
      }
      return null;
    };
  }

  private static boolean isPresent(JsonNode node) {
    return node.isString()
        ? Json.isText(node)
        : node.isNumber() || node.isBoolean() || !node.isEmpty();
  }

  /** None of these texts is longer than so many bytes of UTF-8. */
  static Check bytes(String code, int most, String... pointers) {
    return that(
        code,
        call ->
            Stream.of(pointers)
                .allMatch(pointer -> call.text(pointer).getBytes(UTF_8).length <= most));
  }

  /** None of these texts is longer than so many characters. */
  static Check characters(String code, int most, String... pointers) {
    return that(
        code,
        call -> Stream.of(pointers).map(call::text).allMatch(text -> characters(text) <= most));
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The whole body has at most so many bytes. */
  static Check body(String code, int mostBytes) {
    return that(code, call -> call.request().body().length <= mostBytes);
  }

  /** The call is to at most so many recipients, and to one at least. */
  static Check recipients(String tooMany, String none, int most) {
    return (call, codes) ->
        call.to().size() > most
            ? codes.refusal(tooMany)
            : call.to().isEmpty() ? codes.refusal(none) : null;
  }

  /** No destination has a {@link Fate} that is refused. */
  static Check fate() {
    return (call, codes) ->
        call.to().stream().map(codes::refusalOf).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** The account is within its rate caps. */
  static Check within(Caps caps) {
    return within(caps, HttpCall::account);
  }

  /**
   * @param key whose caps: the account, the destination, or both
   */
  static Check within(Caps caps, Function<HttpCall, String> key) {
    return (call, codes) -> caps.admit(key.apply(call)) ? null : codes.refusal(Reason.THROTTLED);
  }
}
