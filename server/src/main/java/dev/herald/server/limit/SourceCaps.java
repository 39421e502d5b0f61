package dev.herald.server.limit;

import dev.herald.channel.RateCap;
import dev.herald.server.limit.cap.Returns;
import dev.herald.server.limit.cap.SharedCap;
import dev.herald.server.limit.cap.SharedCaps;
import java.util.List;
import java.util.UUID;

/** The rate caps of one source in this process. Times are of {@link System#nanoTime()}. */
final class SourceCaps {
  private final List<RateCap> agreed;
  private final List<SharedCap> caps;
  private long lineTail = Long.MIN_VALUE;

  private SourceCaps(List<RateCap> agreed, List<SharedCap> caps) {
    this.agreed = agreed;
    this.caps = caps;
  }

  /**
   * @param lent called when more may go
   */
  static SourceCaps open(
      SharedCaps shared, UUID source, List<RateCap> agreed, UUID holder, Runnable lent) {
    return new SourceCaps(
        agreed, agreed.stream().map(cap -> shared.open(source, cap, holder, lent)).toList());
  }

  boolean are(List<RateCap> others) {
    return agreed.equals(others);
  }

  void retire() {
    caps.forEach(SharedCap::retire);
  }

  /** Has the ledger lend what it has, before it returns. */
  void askNow(SharedCaps shared) {
    caps.forEach(shared::askNow);
  }

  void take(long now) {
    caps.forEach(cap -> cap.take(now));
  }

  /**
   * Takes what a call for several messages needs beyond what one for a single message took.
   *
   * @return for how many more there is enough, at most so many
   */
  int takeMore(long now, int messages) {
    int most = messages;
    for (SharedCap cap : ofMessages()) {
      int taken = cap.takeUpTo(now, most);
      int back = most - taken;
      if (back > 0) {
        giveBackBefore(cap, back);
        most = taken;
      }
    }
    return most;
  }

  /** Of those that were asked before this one. */
  private void giveBackBefore(SharedCap last, int permits) {
    for (SharedCap cap : ofMessages()) {
      if (cap == last) {
        return;
      }
      cap.unused(permits);
    }
  }

  private List<SharedCap> ofMessages() {
    return caps.stream().filter(cap -> cap.cap().unit() == RateCap.Unit.MESSAGES).toList();
  }

  void unused() {
    caps.forEach(SharedCap::unused);
  }

  /**
   * @param more messages of the call beyond the first
   */
  void moreUnused(int more) {
    ofMessages().forEach(cap -> cap.unused(more));
  }

  void ended(long now) {
    caps.forEach(cap -> cap.ended(now));
  }

  /** See {@link #moreUnused}. */
  void moreEnded(long now, int more) {
    ofMessages().forEach(cap -> cap.ended(now, more));
  }

  /**
   * @param wanted by all who wait
   * @return when a call may be made; {@link SharedCap#NEVER}: when the ledger lends more
   */
  long earliest(long now, int wanted) {
    long at = now;
    for (SharedCap cap : caps) {
      at = Math.max(at, cap.earliest(now, wanted));
    }
    return at;
  }

  /** The same for those who wait, who leave one of many for another tenant. */
  long earliestInLine(long now, int wanted) {
    long at = now;
    for (SharedCap cap : caps) {
      at = Math.max(at, cap.earliestButOne(now, wanted));
    }
    return at;
  }

  /** How far apart those who wait should go, in nanoseconds. */
  long pace() {
    long slowest = 0;
    for (SharedCap cap : caps) {
      slowest = Math.max(slowest, cap.pace());
    }
    return slowest;
  }

  /** How long so many calls take at full use, in nanoseconds. */
  long lasts(int calls) {
    long longest = 0;
    for (SharedCap cap : caps) {
      longest = Math.max(longest, cap.spacing() * calls);
    }
    return longest;
  }

  /** How many calls may be made now or until then at full use. */
  int takes(long now, long patience) {
    long takes = Integer.MAX_VALUE;
    for (SharedCap cap : caps) {
      takes = Math.min(takes, cap.takes(now, patience));
    }
    return (int) takes;
  }

  /** When a permit of all caps is back, at least {@code now}. */
  long comesBack(long now) {
    long at = now;
    for (SharedCap cap : caps) {
      at = Math.max(at, cap.comesBack(now));
    }
    return at;
  }

  /**
   * Those that find a cap used up line up, each for one permit that comes back; behind those who
   * wait, if these may get some.
   *
   * @return when it would be the turn of one who lined up now; {@code now}: no cap is used up
   */
  long turn(long now, int waiting) {
    long turn = now;
    for (SharedCap cap : caps) {
      Returns returns = cap.returns(now);
      if (returns.first() > now) {
        int ahead = returns.first() - now > SourceState.SOON ? 0 : waiting;
        turn = Math.max(turn, Math.max(returns.at(ahead), returns.after(lineTail)));
      }
    }
    return turn;
  }

  /** Takes that turn. */
  void lineUp(long turn) {
    lineTail = Math.max(lineTail, turn);
  }
}
