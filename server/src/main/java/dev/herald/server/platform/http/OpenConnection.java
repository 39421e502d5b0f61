package dev.herald.server.platform.http;

import java.time.Duration;

/** One connection, with what it is waited for and since when. */
final class OpenConnection {
  private enum Waiting {
    /** For the header of a request that may have begun, since it may. */
    FOR_HEADER,
    /** For another request. */
    IDLE,
    /** A request is being worked on. */
    NOT
  }

  private final Site site;
  private volatile Waiting waiting = Waiting.FOR_HEADER;
  private volatile long since = System.nanoTime();

  OpenConnection(Site site) {
    this.site = site;
  }

  Site site() {
    return site;
  }

  /** When the present wait began, by {@link System#nanoTime}. */
  long since() {
    return since;
  }

  boolean isWaiting() {
    return waiting != Waiting.NOT;
  }

  boolean isLate(Duration patience) {
    return waiting == Waiting.FOR_HEADER && System.nanoTime() - since > patience.toNanos();
  }

  /** Something came. */
  Work works() {
    Work work = new Work(this, waiting == Waiting.FOR_HEADER, since);
    waiting = Waiting.NOT;
    return work;
  }

  /** What was done since something came. */
  record Work(OpenConnection connection, boolean continued, long begun) {
    /** No more than a part of a header was there; its time runs since the first part. */
    void hasPartOfHeader() {
      connection.since = continued ? begun : System.nanoTime();
      connection.waiting = Waiting.FOR_HEADER;
    }
  }

  /** A request is done, and another may come. */
  void isIdle() {
    since = System.nanoTime();
    waiting = Waiting.IDLE;
  }
}
