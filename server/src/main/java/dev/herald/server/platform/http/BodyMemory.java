package dev.herald.server.platform.http;

import dev.herald.server.platform.json.JsonBodies;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The memory for what was read of all bodies and is in hand, and who has how much of it.
 *
 * <p>An account may have a quarter of what it leaves free: one that floods has a fifth of the room,
 * and beside twenty of them there is a hundredth left for one that does not. In a room that is not
 * larger than a few bodies, each may have one.
 */
final class BodyMemory {
  private static final int PART_OF_FREE = 4;
  private static final long FEW = 8;

  private final AtomicLong free;
  private final long always;
  private final ConcurrentMap<Object, Account> accounts = new ConcurrentHashMap<>();

  BodyMemory(long size) {
    this.free = new AtomicLong(size);
    this.always = size <= FEW * JsonBodies.LARGEST ? JsonBodies.LARGEST : 0;
  }

  /**
   * @param inHand how large all bodies together may be that were read and are in hand; null: an
   *     eighth of the memory that the process may use
   */
  @ConfigurationProperties("herald.intake")
  record Settings(@Nullable DataSize inHand) {
    private static final int PART_OF_MEMORY = 8;

    Settings {
      if (inHand != null && inHand.toMegabytes() < 1) {
        throw new IllegalArgumentException("herald.intake.in-hand is at least 1MB");
      }
    }

    long bytes() {
      return inHand == null ? Runtime.getRuntime().maxMemory() / PART_OF_MEMORY : inHand.toBytes();
    }
  }

  /** What one caller has in hand, in all its requests. */
  final class Account {
    private final Object holder;
    private final AtomicLong taken = new AtomicLong();
    private int users;

    private Account(Object holder) {
      this.holder = holder;
    }

    /**
     * @return false: it has too much already, and nothing was taken
     */
    boolean tryTake(long bytes) {
      long mine = taken.addAndGet(bytes);
      long left = free.addAndGet(-bytes);
      if (left >= 0 && mine <= Math.max(left / PART_OF_FREE, always)) {
        return true;
      }
      give(bytes);
      return false;
    }

    void give(long bytes) {
      free.addAndGet(bytes);
      taken.addAndGet(-bytes);
    }

    /** Forgotten once nobody uses it. */
    void close() {
      accounts.computeIfPresent(holder, (_, same) -> --same.users <= 0 ? null : same);
    }
  }

  /** To be closed after use. */
  Account open(Object holder) {
    Account account =
        accounts.compute(
            holder,
            (key, known) -> {
              Account one = known == null ? new Account(key) : known;
              one.users++;
              return one;
            });
    return account;
  }

  int accounts() {
    return accounts.size();
  }

  long free() {
    return free.get();
  }
}
