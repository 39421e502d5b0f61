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
    CAP("is at its rate cap"),
    BUSY("has as many calls under way as it answers well"),
    BROKEN("fails, and rests before it is tried again"),
    CLOSED("asked to be left alone"),
    TARGET_BUSY("has as many calls under way to this destination as it answers well"),
    TARGET_CLOSED("was told to leave this destination alone"),
    STOPPING("was not called, since the process is stopping");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /** Whether it may be over soon. */
    boolean passes() {
      return this != BROKEN && this != STOPPING;
    }
  }
}
