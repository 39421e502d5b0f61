package dev.herald.sandbox.cap;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rate caps of one provider, kept for each of its accounts. */
public final class Caps {
  private final CapPolicy policy;
  private final InstantSource clock;
  private final List<Cap> documented;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();

  public Caps(CapPolicy policy, InstantSource clock, Cap... documented) {
    this.policy = policy;
    this.clock = clock;
    this.documented = List.of(documented);
  }

  /** Counts a call, unless it is past a cap: that one is not counted. */
  public boolean admit(String account) {
    return policy == CapPolicy.OFF
        || accounts.computeIfAbsent(account, _ -> new Account()).admit(clock.millis());
  }

  private final class Account {
    private final List<SlidingWindow> windows =
        documented.stream()
            .map(cap -> new SlidingWindow(cap.permits(), cap.window().toMillis()))
            .toList();
    private long blockedUntil = Long.MIN_VALUE;

    synchronized boolean admit(long now) {
      if (now < blockedUntil) {
        return false;
      }
      for (int i = 0; i < windows.size(); i++) {
        if (!windows.get(i).hasRoom(now)) {
          block(documented.get(i), now);
          return false;
        }
      }
      windows.forEach(window -> window.take(now));
      return true;
    }

    private void block(Cap passed, long now) {
      if (policy == CapPolicy.WINDOW_AND_BLOCK) {
        blockedUntil = now + passed.block().toMillis();
      }
    }
  }
}
