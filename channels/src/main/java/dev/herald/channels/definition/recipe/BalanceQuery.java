package dev.herald.channels.definition.recipe;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.account.Balance;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.answer.Said;
import dev.herald.channels.definition.answer.Told;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.expression.Expression;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a provider what is left of what was paid in advance, and what its answer means.
 *
 * @param connector whose it is
 * @param left a number, digits, or a list of them: what is left is their sum
 * @param currency null: messages are left, not money
 * @param failed present when the question was refused
 */
public record BalanceQuery(
    String connector,
    RequestTemplate request,
    Expression left,
    @Nullable Told currency,
    @Nullable Told failed) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

  public Balance read(Answer answer) {
    String failure = Told.shown(failed, answer);
    BigDecimal amount = failure == null && answer.isSuccess() ? number(answer.value(left)) : null;
    String unit = Told.exact(currency, answer);
    boolean known = currency == null || unit != null && CURRENCY.matcher(unit).matches();
    return amount == null || !known
        ? new Balance.Untold(
            Said.of(connector, failure, null, answer.status())
                .as(ProviderSaid.Kind.REFUSED_QUESTION))
        : new Balance.Left(amount, unit);
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    if (value instanceof List<?> parts) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Object part : parts) {
        BigDecimal each = number(part);
        if (each == null) {
          return null;
        }
        sum = sum.add(each);
      }
      return sum;
    }
    String written = value == null ? "" : value.toString().strip();
    return NUMBER.matcher(written).matches() ? new BigDecimal(written) : null;
  }
}
