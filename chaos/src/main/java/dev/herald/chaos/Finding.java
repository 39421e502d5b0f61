package dev.herald.chaos;

/** Something that must not be. */
record Finding(Kind kind, String what) {
  enum Kind {
    /** Acknowledged, and not sent, or not known, or still not done. */
    LOST,
    /** Reached its person more often than the trace can explain. */
    DOUBLED,
    /** The trace was written by somebody who had no right to. */
    STALE_WRITE,
    /** More calls in a window than the cap allows. */
    OVER_CAP,
    /** Anything else that was promised otherwise. */
    BROKEN
  }
}
