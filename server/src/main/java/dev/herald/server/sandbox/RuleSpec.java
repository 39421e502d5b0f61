package dev.herald.server.sandbox;

import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Match;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.sandbox.rule.Share;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox rule as people write it.
 *
 * @param effect its label, for example {@code reset-after}
 * @param reason for {@code refuse}
 * @param code the provider's, for {@code answer}
 * @param httpStatus for {@code http-status}, 200 to 599
 * @param retryAfterSeconds not below 0
 * @param millis for {@code delay} and, per byte, {@code drip}; an hour at most
 * @param bytes for {@code huge}; 64 MB at most
 * @param share a part between 0 and 1, at random
 * @param every only each n-th, counted from 1
 * @param times at most so often; 0: without limit
 */
@Schema(name = "SandboxRuleSpec")
record RuleSpec(
    @Nullable String effect,
    @Nullable String provider,
    @Nullable String channel,
    @Nullable String account,
    @Nullable String destination,
    @Nullable String reason,
    @Nullable String code,
    @Nullable String message,
    @Nullable Integer httpStatus,
    @Nullable Integer retryAfterSeconds,
    @Nullable Integer millis,
    @Nullable Integer bytes,
    @Nullable Double share,
    @Nullable Integer every,
    @Nullable Integer times) {
  private static final List<String> EFFECTS =
      List.of(
          "refuse",
          "answer",
          "http-status",
          "hang",
          "reset-before",
          "reset-after",
          "delay",
          "drip",
          "malformed",
          "huge");

  private static final int LONGEST_MILLIS = 3_600_000;
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /**
   * @throws RequestProblem.Invalid naming the member that is wrong
   */
  Rule rule() {
    requireWithin("httpStatus", httpStatus, 200, 599);
    requireWithin("retryAfterSeconds", retryAfterSeconds, 0, Integer.MAX_VALUE);
    requireWithin("millis", millis, 0, LONGEST_MILLIS);
    requireWithin("bytes", bytes, 0, MOST_BYTES);
    requireWithin("every", every, 1, Integer.MAX_VALUE);
    requireWithin("times", times, 0, Integer.MAX_VALUE);
    requireWithin("share", share, 0, 1);
    return new Rule(
        effectOf(),
        new Match(any(provider), any(channel), any(account), any(destination)),
        every != null
            ? new Share.EveryNth(every)
            : share != null ? new Share.Random(share, 1) : new Share.All(),
        Objects.requireNonNullElse(times, 0));
  }

  private static void requireWithin(String field, @Nullable Number value, int least, int most) {
    // No comparison holds for what is no number, which therefore is refused too.
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw new RequestProblem.Invalid(
          field,
          most == Integer.MAX_VALUE
              ? new FieldFault.NumberTooSmall(least)
              : new FieldFault.NumberOutOfRange(least, most));
    }
  }

  private static String any(@Nullable String pattern) {
    return pattern == null ? "*" : pattern;
  }

  private Effect effectOf() {
    return switch (Objects.requireNonNullElse(effect, "")) {
      case "refuse" -> new Effect.Refuse(reasonOf());
      case "answer" -> new Effect.Answer(needed("code", code), message == null ? "" : message);
      case "http-status" ->
          new Effect.HttpStatus(
              needed("httpStatus", httpStatus), message == null ? "" : message, retryAfterSeconds);
      case "hang" -> new Effect.Hang();
      case "reset-before" -> new Effect.ResetBefore();
      case "reset-after" -> new Effect.ResetAfter();
      case "delay" -> new Effect.Delay(Duration.ofMillis(needed("millis", millis)));
      case "drip" -> new Effect.Drip(Duration.ofMillis(needed("millis", millis)));
      case "malformed" -> new Effect.Malformed();
      case "huge" -> new Effect.Huge(needed("bytes", bytes));
      default ->
          throw new RequestProblem.Invalid(
              "effect", Spelling.unknown(Thing.EFFECT, String.valueOf(effect), EFFECTS));
    };
  }

  private Reason reasonOf() {
    String name = needed("reason", reason).toUpperCase(Locale.ROOT).replace('-', '_');
    try {
      return Reason.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new RequestProblem.Invalid(
          "reason", Spelling.unknown(Thing.CAUSE, String.valueOf(reason), reasons()));
    }
  }

  private <T> T needed(String field, @Nullable T value) {
    if (value == null) {
      throw new RequestProblem.Invalid(field, new FieldFault.EffectNeeds(String.valueOf(effect)));
    }
    return value;
  }

  static RuleSpec of(Rule rule) {
    Effect effect = rule.effect();
    return new RuleSpec(
        effect.label(),
        rule.match().provider(),
        rule.match().channel(),
        rule.match().account(),
        rule.match().destination(),
        effect instanceof Effect.Refuse(Reason reason) ? reason.name() : null,
        effect instanceof Effect.Answer answer ? answer.code() : null,
        effect instanceof Effect.Answer answer ? answer.message() : null,
        effect instanceof Effect.HttpStatus http ? http.status() : null,
        effect instanceof Effect.HttpStatus http ? http.retryAfterSeconds() : null,
        millis(effect),
        effect instanceof Effect.Huge huge ? huge.bytes() : null,
        rule.share() instanceof Share.Random random ? random.part() : null,
        rule.share() instanceof Share.EveryNth(int n) ? n : null,
        rule.limit() == 0 ? null : rule.limit());
  }

  private static @Nullable Integer millis(Effect effect) {
    return switch (effect) {
      case Effect.Delay(Duration delay) -> Math.toIntExact(delay.toMillis());
      case Effect.Drip(Duration perByte) -> Math.toIntExact(perByte.toMillis());
      default -> null;
    };
  }

  private static List<String> reasons() {
    return Arrays.stream(Reason.values()).map(Enum::name).toList();
  }
}
