package dev.herald.channels.definition.answer;

import com.google.re2j.Pattern;
import dev.herald.channel.Fault;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of a definition's table of refusals. All that it names must fit.
 *
 * @param statuses {@code 410} or {@code 5xx}; empty for any
 * @param codes the provider's codes, where a star stands for anything: {@code InternalError.*};
 *     empty for any
 * @param when a further condition
 * @param fault whose it is; null: as usual for the class and the host
 * @param retryAfter a duration, or an expression that yields seconds
 * @param reason what to say of it; null: the provider's words
 */
public record ErrorRule(
    List<String> statuses,
    List<Pattern> codes,
    @Nullable Expression when,
    Verdict verdict,
    @Nullable Fault fault,
    @Nullable Shape retryAfter,
    @Nullable Told reason) {
  public static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|xx)");

  public boolean fits(int status, @Nullable String code, Scope scope) {
    return (statuses.isEmpty() || statuses.stream().anyMatch(each -> fits(each, status)))
        && (codes.isEmpty()
            || (code != null && codes.stream().anyMatch(each -> each.matcher(code).matches())))
        && (when == null || Boolean.TRUE.equals(when.valueIfAny(scope)));
  }

  private static boolean fits(String wanted, int status) {
    return wanted.endsWith("xx")
        ? wanted.charAt(0) - '0' == status / 100
        : Integer.parseInt(wanted) == status;
  }

  public static Pattern codes(String written) {
    return Pattern.compile(
        Arrays.stream(written.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  Fault blamed(Host host) {
    return fault == null ? host.blame(verdict.fault()) : fault;
  }

  @Nullable Duration wait(Scope scope) {
    return RetryAfter.of(retryAfter, scope);
  }
}
