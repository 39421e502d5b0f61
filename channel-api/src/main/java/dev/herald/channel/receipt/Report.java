package dev.herald.channel.receipt;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that a provider says later. */
public sealed interface Report {

  /** What became of a message, by the words that definitions have for it. */
  enum State {
    SENT,
    DELIVERED,
    UNDELIVERED,
    READ,
    COMPLAINED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What became of a message.
   *
   * @param providerId what the provider calls it
   * @param messageId what Herald calls it, where the provider tells that again
   * @param to the address as Herald has it, where the provider tells it
   * @param code why it is not there, as the provider's documentation has it
   * @param text the provider's own words, masked
   * @param addressDead whether nothing will ever reach this address again
   */
  record Progress(
      @Nullable String providerId,
      @Nullable UUID messageId,
      @Nullable String to,
      State state,
      @Nullable String code,
      @Nullable String text,
      boolean addressDead)
      implements Report {

    /** The same of an address that nothing will ever reach again. */
    public Progress ofDeadAddress() {
      return new Progress(providerId, messageId, to, state, code, text, true);
    }

    @Override
    public String toString() {
      return "report of " + state;
    }
  }

  /**
   * What a person wrote back.
   *
   * @param id the provider's, by which a repeat is known; null: none
   * @param from the address as Herald has it
   * @param answers what the provider calls the message that it answers, where it tells that
   */
  record Reply(@Nullable String id, String from, String text, @Nullable String answers)
      implements Report {
    @Override
    public String toString() {
      return "reply";
    }
  }
}
