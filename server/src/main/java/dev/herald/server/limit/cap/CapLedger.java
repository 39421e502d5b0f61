package dev.herald.server.limit.cap;

import dev.herald.channel.RateCap;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Knows who holds how many permits of which cap, and which of them rest. */
interface CapLedger {

  /** Which cap, of whom: a source, an application. */
  record Name(UUID key, RateCap cap) {}

  /**
   * What a process says about its permits.
   *
   * @param keeps all that it has and does not give back
   * @param used those that shall rest, from now
   * @param rest for how long
   * @param wanted how many more it would take
   */
  record Statement(Name name, UUID holder, int keeps, int used, Duration rest, int wanted) {}

  /**
   * @param permits lent, and not yet used by anybody within the window
   * @param hungry how many others want more
   * @param others how many others have or want some
   * @param resting those that nobody has
   */
  record Loan(int permits, int hungry, int others, Resting resting) {
    static final Loan NOTHING = new Loan(0, 0, 0, Resting.NONE);
  }

  /**
   * The permits that rest.
   *
   * @param next when the first of them comes back; if none rests, when to ask again
   * @param last when all of them are back
   */
  record Resting(int permits, Duration next, Duration last) {
    static final Resting NONE = new Resting(0, Duration.ofSeconds(1), Duration.ofSeconds(1));

    static Resting of(int permits, long nextMillis, long lastMillis) {
      return permits == 0 || nextMillis <= 0
          ? NONE
          : new Resting(permits, Duration.ofMillis(nextMillis), Duration.ofMillis(lastMillis));
    }
  }

  /** Statements are absolute: one that is made again after a lost answer lends nothing twice. */
  Loan exchange(Statement said);

  /** Those whose caps some process wanted more of a moment ago. */
  Set<UUID> hungry(List<UUID> keys);

  /** Of what is free, a process gets all, and no more than a fair part while others want some. */
  static int lent(Statement said, Pool pool) {
    long free = pool.free - said.keeps;
    int fair = Math.ceilDiv(said.name.cap.permits(), pool.others + 1);
    long share =
        pool.hungry == 0 || !Permits.reused(said.name.cap)
            ? free
            : Math.min(free, fair - said.keeps);
    return (int) Math.clamp(share, 0, said.wanted);
  }

  /** What is not lent to others, with how they are. */
  record Pool(long free, int hungry, int others, Resting resting) {}
}
