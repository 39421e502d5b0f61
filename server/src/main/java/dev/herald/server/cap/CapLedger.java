package dev.herald.server.cap;

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
   * @param next when the next of those that rest comes back
   */
  record Loan(int permits, int hungry, int others, Duration next) {
    static final Loan NOTHING = new Loan(0, 0, 0, Duration.ofSeconds(1));
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

  /**
   * What is not lent to others, with how they are.
   *
   * @param nextMillis when the next of those that rest comes back; 0: none rests
   */
  record Pool(long free, int hungry, int others, long nextMillis) {
    Duration next() {
      return Duration.ofMillis(nextMillis > 0 ? nextMillis : 1_000);
    }
  }
}
