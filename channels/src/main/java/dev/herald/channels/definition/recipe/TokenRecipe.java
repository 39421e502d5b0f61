package dev.herald.channels.definition.recipe;

import dev.herald.channel.CallReason;
import dev.herald.channels.auth.Jwt;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.answer.RetryAfter;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the token is come by that requests read as {@code token}.
 *
 * @param request that is answered with it; null when the JWT is the token
 * @param jwt made before, and read by the request as {@code jwt}
 * @param value where the answer has it
 * @param expires how long it is taken: a duration, or an expression that yields seconds
 * @param early how long before its end it is renewed
 * @param rules what an answer without a token means
 */
public record TokenRecipe(
    @Nullable RequestTemplate request,
    @Nullable Jwt jwt,
    Expression value,
    @Nullable Shape expires,
    Duration early,
    AnswerRules rules) {
  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  /** The same for the same credentials of a connector, and for no others. */
  public String key(String connector, Map<String, String> settings) {
    Map<String, String> used = new TreeMap<>();
    for (Read read : memberReads()) {
      if (read.root().equals("source")) {
        settings.forEach((name, value) -> {
          if (read.member() == null || read.member().equals(name)) {
            used.put(name, value);
          }
        });
      }
    }
    return connector + "\n" + Json.text(used);
  }

  /** What the request reads, besides the words that all read. */
  public Scope scope(Scope scope, Instant now) {
    return jwt == null ? scope : scope.with("jwt", jwt.signed(scope, now));
  }

  public Instant end(Scope scope, Instant now) {
    Duration life = RetryAfter.upTo(expires, scope, Duration.ofDays(30));
    return now.plus(life == null ? USUAL_LIFE : life);
  }

  /**
   * @throws ExpressionFault when it reads what the source does not have
   */
  public String made(Scope scope, Instant now) {
    if (jwt == null) {
      throw new ExpressionFault(new CallReason.SigningPartAbsent("jwt"), Set.of("source"));
    }
    return jwt.signed(scope, now);
  }

  Set<Read> memberReads() {
    Set<Read> reads = new HashSet<>();
    if (request != null) {
      reads.addAll(request.memberReads());
    }
    if (jwt != null) {
      reads.addAll(jwt.memberReads());
    }
    return reads;
  }
}
