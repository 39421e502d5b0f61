package dev.herald.server.limit.cap;

import dev.herald.channel.RateCap;
import java.time.Duration;
import java.util.UUID;

/**
 * One rate cap of one source or application, as far as this process may use it. Times are {@link
 * System#nanoTime}.
 */
public final class SharedCap {
  /** That nothing will be free before the ledger lends more. */
  public static final long NEVER = Permits.NEVER;

  private static final long IDLE = Duration.ofSeconds(2).toNanos();
  private static final long SOONEST = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_WAY = Duration.ofSeconds(1).toNanos();
  private static final int BATCHES = 10;
  private static final int MANY = 100;

  private final CapLedger.Name name;
  private final UUID holder;
  private final Permits permits;
  private final Runnable onLent;
  private final Object ledgerTurn = new Object();
  private Runnable ask = () -> {};
  private boolean retired;
  private int wanted;
  private long askAgain = Long.MIN_VALUE;
  private long comesBack = Long.MIN_VALUE;
  private CapLedger.Resting resting = CapLedger.Resting.NONE;
  private long lastUse;
  private long lastNeed;
  private int others;

  SharedCap(CapLedger.Name name, UUID holder, Runnable onLent) {
    this.name = name;
    this.holder = holder;
    this.onLent = onLent;
    this.permits = new Permits(name.cap());
  }

  void onNeed(Runnable listener) {
    ask = listener;
  }

  Object ledgerTurn() {
    return ledgerTurn;
  }

  synchronized boolean isRetired() {
    return retired;
  }

  public RateCap cap() {
    return name.cap();
  }

  /**
   * When a permit is free here, at least {@code now}; {@link #NEVER} while none is lent. What is
   * missing is asked for, and the listener hears when it is there.
   */
  public synchronized long earliest(long now) {
    return earliest(now, 1);
  }

  /**
   * As above.
   *
   * @param wanting how many are to be lent, if none is free
   */
  public synchronized long earliest(long now, int wanting) {
    return earliest(now, wanting, 1);
  }

  /** As above; of a hundred or more that come back here, one is left. */
  public synchronized long earliestButOne(long now, int wanting) {
    return earliest(now, wanting, 1 + leftOut());
  }

  private int leftOut() {
    return Permits.reused(name.cap()) && permits.lent() >= MANY ? 1 : 0;
  }

  private long earliest(long now, int wanting, int free) {
    long at = retired ? NEVER : permits.earliest(now, free);
    if (at > now && !retired) {
      need(now, Math.min(wanting, name.cap().permits()));
    }
    return at;
  }

  /** Takes one that is free {@code now}. */
  public synchronized void take(long now) {
    permits.take(1);
    lastUse = now;
  }

  /**
   * Takes so many at once, and asks for what is missing.
   *
   * @return false: there are not so many, and none is taken
   */
  public synchronized boolean tryTake(long now, int count) {
    if (retired || permits.earliest(now, count) > now) {
      need(now, count);
      return false;
    }
    permits.take(count);
    lastUse = now;
    return true;
  }

  /**
   * Takes so many, or as many as there are.
   *
   * @return how many it took
   */
  public synchronized int takeUpTo(long now, int count) {
    int taken = retired ? 0 : Math.clamp(permits.free(now), 0, count);
    if (taken < count && !retired) {
      need(now, Math.min(count, name.cap().permits()));
    }
    if (taken > 0) {
      permits.take(taken);
      lastUse = now;
    }
    return taken;
  }

  private void need(long now, int count) {
    lastNeed = now;
    boolean first = wanted == 0;
    wanted = Math.max(wanted, Math.max(count, batch()));
    if (first && askAgain <= now) {
      ask.run();
    }
  }

  /** Of a short window all that is free; of a long one a few, since a crash would lose them. */
  private int batch() {
    int all = name.cap().permits();
    return Permits.reused(name.cap()) ? all : Math.ceilDiv(all, BATCHES);
  }

  /** The call is over. */
  public void ended(long now) {
    ended(now, 1);
  }

  /** What so many were taken for is over. */
  public synchronized void ended(long now, int count) {
    permits.ended(now, count);
    lastUse = now;
  }

  /** There was no call. */
  public void unused() {
    unused(1);
  }

  /** What so many were taken for was not done. */
  public synchronized void unused(int count) {
    permits.unused(count);
  }

  /**
   * How many permits are left of the cap, as far as this process knows: of a short window what is
   * free here, of a long one what the ledger had left when it was asked last, less what was used
   * here since.
   */
  public synchronized int remaining(long now) {
    int all = name.cap().permits();
    if (Permits.reused(name.cap())) {
      return permits.lent() == 0 ? all : permits.free(now);
    }
    return Math.clamp((long) all - resting.permits() - permits.used(), 0, all);
  }

  /** When it is worth coming again for one that finds nothing now; now, if the ledger has some. */
  public synchronized long comesBack(long now) {
    long at = permits.earliest(now, 1);
    return at == NEVER ? Math.max(now, comesBack) : at;
  }

  /**
   * When those that are used up come back here. While nobody knows, since all of them are in use,
   * the first is said to come back now.
   */
  public synchronized Returns returns(long now) {
    long window = Permits.rest(name.cap()).toNanos();
    boolean unknown = !Permits.reused(name.cap()) && resting.permits() == 0;
    long first = unknown ? now : comesBack(now);
    return Returns.spread(first, name.cap().permits(), span(window), others + 1, window);
  }

  /** Those that do not rest yet are back a window from now at the soonest. */
  private long span(long window) {
    if (Permits.reused(name.cap())) {
      return window;
    }
    boolean all = resting.permits() >= name.cap().permits();
    long last = all ? resting.last().toNanos() : window;
    return Math.max(0, last - resting.next().toNanos());
  }

  /**
   * How many permits are free here, and how many more come back within the patience at full use, in
   * nanoseconds.
   */
  public synchronized int takes(long now, long patience) {
    boolean soon = comesBack(now) - now <= patience;
    return permits.free(now) + (soon ? Math.toIntExact(patience / spacing()) + 1 : 0);
  }

  /** How far apart the calls of this process are at full use, in nanoseconds. */
  public synchronized long spacing() {
    return Permits.rest(name.cap()).toNanos() / name.cap().permits() * (others + 1);
  }

  /**
   * How far apart those who wait take the permits that are here, in nanoseconds, so that one comes
   * back all the time and not all of them at once; 0: these don't come back here.
   */
  public synchronized long pace() {
    return Permits.reused(name.cap())
        ? Permits.rest(name.cap()).toNanos() / Math.max(1, permits.lent())
        : 0;
  }

  /** It is not used any more: what it was lent rests and goes back. */
  public synchronized void retire() {
    retired = true;
    ask.run();
  }

  synchronized boolean isDue(long now) {
    if (now - lastNeed > IDLE) {
      wanted = 0;
    }
    return retired
        || (wanted > 0 && askAgain <= now)
        || permits.used() > 0
        || permits.surrenders(now)
        || isIdle(now);
  }

  /** Whether it holds what others may be waiting for. */
  synchronized boolean holdsSome() {
    return !retired && Permits.reused(name.cap()) && permits.lent() > 0;
  }

  UUID key() {
    return name.key();
  }

  private boolean isIdle(long now) {
    return permits.lent() > 0 && wanted == 0 && now - lastUse > IDLE && permits.isIdle(now);
  }

  /** Whether the ledger may have more than it had when it was asked last. */
  synchronized boolean mayAsk(long now) {
    return askAgain <= now;
  }

  /** What to tell the ledger now. What is given back is not here any more. */
  synchronized CapLedger.Statement statement(long now, Duration longestCall) {
    if (isIdle(now)) {
      permits.owe(permits.lent());
    }
    permits.surrender(now);
    int keeps = retired ? 0 : permits.lent();
    int used = retired ? permits.used() + permits.lent() : permits.used();
    Duration rest = Permits.rest(name.cap());
    return new CapLedger.Statement(
        name, holder, keeps, used, retired ? rest.plus(longestCall) : rest, retired ? 0 : wanted);
  }

  void answer(CapLedger.Statement said, CapLedger.Loan loan, long now) {
    boolean lent = take(said, loan, now);
    if (lent) {
      onLent.run();
    }
  }

  /**
   * Each answer of the ledger took another time to come, so it seems to name another moment. Those
   * in line count their places from the one that was named first.
   */
  private long steady(long named, long now) {
    long way = Math.min(LONGEST_WAY, Permits.rest(name.cap()).toNanos() / 100);
    return comesBack > now && Math.abs(named - comesBack) <= way ? comesBack : named;
  }

  private synchronized boolean take(CapLedger.Statement said, CapLedger.Loan loan, long now) {
    if (retired) {
      return false;
    }
    permits.reported(said.used());
    permits.lent(loan.permits());
    if (loan.permits() > 0) {
      lastUse = now;
    }
    others = loan.others();
    if (loan.permits() >= said.wanted()) {
      // What was asked for since the statement was made is still to be said.
      wanted = Math.max(0, wanted - said.wanted());
    }
    resting = loan.resting();
    long next = resting.next().toNanos();
    long pause = Math.clamp(next, SOONEST, SharedCaps.LOOK.toNanos());
    askAgain = loan.permits() < said.wanted() ? now + pause : now;
    comesBack = loan.permits() < said.wanted() ? steady(now + next, now) : now;
    if (Permits.reused(name.cap())) {
      int spare = permits.spare(now) - leftOut();
      permits.owe(loan.hungry() == 0 ? 0 : Math.max(permits.staying() - fairPart(), spare));
    }
    return loan.permits() > 0;
  }

  private int fairPart() {
    return Math.ceilDiv(name.cap().permits(), others + 1);
  }
}
