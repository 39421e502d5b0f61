package dev.herald.chaos.provider;

/** How the provider behaves on one call. */
public enum Mood {
  FINE(true),
  /** Takes it, and answers after a while. */
  SLOW(true),
  /** Takes it, and answers when nobody waits any more. */
  TOO_LATE(true),
  /** Never answers, and did nothing. */
  HANG(false),
  /** Takes it, and answers byte by byte without an end. */
  DRIP(true),
  /** Takes it, and resets the connection. */
  RESET_AFTER(true),
  /** Resets the connection, and did nothing. */
  RESET_BEFORE(false),
  /** 429 with Retry-After. */
  THROTTLED(false),
  /** 503. */
  BUSY(false),
  /** 500, though it took it. */
  BROKEN(true),
  /** Takes it, and answers what nobody can read. */
  MALFORMED(true),
  /** Takes it, and answers 64 MB. */
  HUGE(true),
  /** Refuses for good. */
  REFUSED(false);

  private final boolean effect;

  Mood(boolean effect) {
    this.effect = effect;
  }

  /** Whether the message reaches its person. */
  boolean hasEffect() {
    return effect;
  }
}
