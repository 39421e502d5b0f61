package dev.herald.server.lane;

import dev.herald.server.ownership.OrphanRecovery;
import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.ownership.ProcessLeases;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.ProcessHome;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.vault.Vault;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps this process believed in, and adopts the tasks of processes that are not any more. */
@Component
class Ownership {
  private static final Logger log = LoggerFactory.getLogger(Ownership.class);

  private final LaneSettings settings;
  private final ProcessLeases leases;
  private final OrphanRecovery recovery;
  private final ProcessHome home;
  private final Roles roles;
  private final Vault vault;
  private final InFlight inFlight = new InFlight();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("heartbeat").daemon().factory());
  private final ScheduledExecutorService care =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("adoption").daemon().factory());
  private volatile ProcessLease lease;
  private volatile Runnable onAdoption = () -> {};

  Ownership(
      LaneSettings settings,
      ProcessLeases leases,
      OrphanRecovery recovery,
      ProcessHome home,
      Roles roles,
      Vault vault) {
    this.settings = settings;
    this.leases = leases;
    this.recovery = recovery;
    this.home = home;
    this.roles = roles;
    this.vault = vault;
    this.lease = new ProcessLease(Ids.next(), settings.lease());
  }

  ProcessLease lease() {
    return lease;
  }

  InFlight inFlight() {
    return inFlight;
  }

  void onAdoption(Runnable listener) {
    onAdoption = listener;
  }

  /**
   * @param adopts whether this process can take over what others left
   */
  void start(boolean adopts) {
    begin();
    long beat = settings.beat().toMillis();
    heart.scheduleWithFixedDelay(
        guarded("heartbeat", this::beat), beat, beat, TimeUnit.MILLISECONDS);
    if (adopts) {
      care.scheduleWithFixedDelay(guarded("adoption", this::adopt), 0, beat, TimeUnit.MILLISECONDS);
    }
    long lease = settings.lease().toMillis();
    care.scheduleWithFixedDelay(
        guarded("comparison", this::disown), lease, lease, TimeUnit.MILLISECONDS);
  }

  private void begin() {
    ProcessLease fresh = new ProcessLease(Ids.next(), settings.lease());
    long asked = System.nanoTime();
    leases.start(fresh.id(), home.name(), ProcessHandle.current().pid(), roles.toString());
    fresh.beaten(asked);
    lease = fresh;
    vault.bindToWhole(leases.allOpenNewestSeals());
  }

  private void beat() {
    ProcessLease current = lease;
    long asked = System.nanoTime();
    if (leases.beat(current.id())) {
      current.beaten(asked);
      vault.bindToWhole(leases.allOpenNewestSeals());
    } else {
      log.warn(
          "Others took this process for dead and adopt its tasks; it goes on as a new incarnation");
      current.fenced();
      begin();
    }
  }

  private void adopt() {
    report(recovery.adopt(settings.lease()), "of processes that are gone");
  }

  /** Lets go of tasks that the table says are this process's, and that it knows nothing of. */
  private void disown() {
    UUID me = lease.id();
    Set<UUID> forgotten = inFlight.forgotten(recovery.ownedBy(me));
    report(recovery.disown(forgotten, me), "whose commit was never answered");
  }

  private void report(int taken, String whose) {
    if (taken > 0) {
      log.info("Took over {} messages {}", taken, whose);
      onAdoption.run();
    }
  }

  private static Runnable guarded(String what, Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        log.warn("The {} failed, trying again: {}", what, e.toString());
      }
    };
  }

  void awaitEmpty(Collection<Lane> lanes, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      for (Lane lane : lanes) {
        if (!lane.isEmptyWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
          log.warn("Leaving with {} messages in hand; they will be adopted", inFlight.size());
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void end() {
    care.shutdownNow();
    heart.shutdownNow();
    guarded("farewell", () -> leases.end(lease.id())).run();
  }
}
