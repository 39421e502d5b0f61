package dev.herald.channel.account;

import dev.herald.channel.Reason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a provider answers to the question what is left of what an account paid in advance. */
public sealed interface Balance {

  /**
   * It told.
   *
   * @param currency of an amount of money, as ISO 4217 names it; null: so many messages are left
   */
  record Left(BigDecimal amount, @Nullable String currency) implements Balance {}

  /** It did not tell. */
  record Untold(Reason reason) implements Balance {}
}
