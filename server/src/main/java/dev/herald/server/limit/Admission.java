package dev.herald.server.limit;

/** What a limiter says to a message. */
public sealed interface Admission {

  /** It may go now. */
  record Granted(CallPermit permit) implements Admission {}

  /**
   * Not now.
   *
   * @param cause what holds it back
   */
  record Refused(Cause cause) implements Admission {}

  /** What holds a message back. */
  enum Cause {
    CAP,
    BUSY,
    BROKEN,
    CLOSED,
    TARGET_BUSY,
    TARGET_CLOSED,
    STOPPING;

    /**
     * Whether a trace tells of it at once; what happens to millions alike is not written to each.
     */
    public boolean isToldAtOnce() {
      return switch (this) {
        case BROKEN, CLOSED, TARGET_CLOSED -> true;
        case CAP, BUSY, TARGET_BUSY, STOPPING -> false;
      };
    }

    /** Whether it may be over soon. */
    boolean passes() {
      return this != BROKEN && this != STOPPING;
    }
  }
}
