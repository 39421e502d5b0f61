package dev.herald.server.verdict;

/** Whether it helps to send the same message again. The catalogue has a sentence for each. */
public enum ResendWorth {
  HELPS,
  /** Once what is wrong is mended. */
  AFTER_MENDING,
  /** Later on the clock. */
  LATER,
  FAILS_AGAIN,
  /** The person may get it twice. */
  MAY_REPEAT,
  /** It arrived, goes on by itself, or went on otherwise. */
  NOT_NEEDED,
  /** There is nothing to send again. */
  NOTHING_TO_RESEND
}
