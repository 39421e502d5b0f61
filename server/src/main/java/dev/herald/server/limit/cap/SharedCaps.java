package dev.herald.server.limit.cap;

import static java.util.stream.Collectors.toCollection;

import dev.herald.channel.RateCap;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The rate caps that this process uses, and the thread that speaks with the ledger for them. */
@Component
public class SharedCaps implements DisposableBean {
  /** How soon a process hears that others want permits, and asks again for those it lacks. */
  static final Duration LOOK = Duration.ofMillis(250);

  private static final Logger log = LoggerFactory.getLogger(SharedCaps.class);

  private final CapLedger ledger;
  private final Duration longestCall;
  private final Set<SharedCap> caps = ConcurrentHashMap.newKeySet();
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;
  private volatile boolean running = true;

  /**
   * @param longestCall after which no call is under way any more
   */
  SharedCaps(CapLedger ledger, @Value("${herald.connectors.deadline:10s}") Duration longestCall) {
    this.ledger = ledger;
    this.longestCall = longestCall;
    this.thread = Thread.ofPlatform().name("rate-caps").daemon().start(this::run);
  }

  /**
   * A cap to be used by one lease of this process. Holds nothing at first.
   *
   * @param key whose cap: the id of a source or an application
   * @param onLent hears that permits came
   */
  public SharedCap open(UUID key, RateCap cap, UUID holder, Runnable onLent) {
    SharedCap opened = new SharedCap(new CapLedger.Name(key, cap), holder, onLent);
    opened.onNeed(asked::release);
    caps.add(opened);
    return opened;
  }

  /** Lends more before it returns, if anything is free. */
  public void askNow(SharedCap cap) {
    try {
      if (cap.mayAsk(System.nanoTime())) {
        speak(cap);
      }
    } catch (RuntimeException e) {
      log.warn("The ledger of rate caps can't be reached: {}", e.toString());
    }
  }

  private void run() {
    long nextLook = System.nanoTime();
    while (running) {
      try {
        boolean _ = asked.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        asked.drainPermits();
        long now = System.nanoTime();
        Set<SharedCap> due =
            caps.stream().filter(cap -> cap.isDue(now)).collect(toCollection(HashSet::new));
        if (now >= nextLook) {
          nextLook = now + LOOK.toNanos();
          due.addAll(wantedByOthers());
        }
        due.forEach(this::speak);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("The ledger of rate caps can't be reached, trying again: {}", e.toString());
      }
    }
  }

  /** What this process holds and others want: one question for all caps. */
  private List<SharedCap> wantedByOthers() {
    List<SharedCap> used = caps.stream().filter(SharedCap::holdsSome).toList();
    if (used.isEmpty()) {
      return List.of();
    }
    Set<UUID> hungry = ledger.hungry(used.stream().map(SharedCap::key).toList());
    return used.stream().filter(cap -> hungry.contains(cap.key())).toList();
  }

  /** One statement at a time, since each says all that its cap holds. */
  private void speak(SharedCap cap) {
    synchronized (cap.ledgerTurn()) {
      CapLedger.Statement said = cap.statement(System.nanoTime(), longestCall);
      cap.answer(said, ledger.exchange(said), System.nanoTime());
      if (cap.isRetired()) {
        caps.remove(cap);
      }
    }
  }

  @Override
  public void destroy() {
    running = false;
    thread.interrupt();
  }
}
