package dev.herald.channel.receipt;

import java.util.List;

/** What a callback came to. */
public sealed interface Heard {

  /** Its signature is missing or wrong. */
  record Unproven() implements Heard {}

  /** It is not in the provider's form. */
  record Unreadable() implements Heard {}

  /**
   * It is the provider's.
   *
   * @param reports in the order in which they stand
   */
  record Understood(List<Report> reports, CallbackAnswer answer) implements Heard {
    public Understood {
      reports = List.copyOf(reports);
    }
  }
}
