package dev.herald.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a provider's code comes to, where the class of the answer does not tell: the word {@code
 * cause} beside the code's meaning in a definition.
 */
public enum ProviderCause {
  /** There is no such address. */
  WRONG_ADDRESS,
  /** The address is on a list of the provider or the carrier. */
  BLACKLISTED,
  /** Its owner told the provider to be sent nothing more. */
  OPTED_OUT,
  /** The address has had as much as a day allows. */
  DAILY_CAP,
  /** The address has had too much within minutes or hours. */
  FREQUENCY_CAP,
  /** The phone was off, or out of reach. */
  UNREACHABLE,
  /** This kind of content goes at certain hours only. */
  QUIET_HOURS,
  /** The signature or sender's name is not approved. */
  SIGNATURE,
  /** The content is too long. */
  TOO_LONG;

  /** As definitions write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ProviderCause::word).toList();
  }

  /** Empty for a word that no cause has. */
  public static Optional<ProviderCause> of(String word) {
    return Arrays.stream(values()).filter(cause -> cause.word().equals(word)).findFirst();
  }
}
