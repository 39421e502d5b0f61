package dev.herald.server.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.herald.server.platform.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where acts are recorded, each by whoever makes the request that this thread works on. */
@Service
public class AuditLog {
  private static final int LOOK_MINUTES = 10;

  private final AuditStore store;
  private final AuditChain chain;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final Cache<Look, Boolean> looks =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofMinutes(LOOK_MINUTES))
          .maximumSize(10_000)
          .build();

  AuditLog(
      AuditStore store, AuditChain chain, Clock clock, PlatformTransactionManager transactions) {
    this.store = store;
    this.chain = chain;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  private record Look(Actor actor, Act act) {}

  private record Done(Actor actor, Instant at, Act act) {}

  /**
   * Records an act: with the transaction that runs, so that both are there or neither, or else at
   * once.
   */
  public void record(Act act) {
    record(Actor.current(), act);
  }

  /** As {@link #record(Act)}, by somebody whom the request does not tell of: who just signed in. */
  public void record(Actor actor, Act act) {
    Done done = new Done(actor, clock.instant().truncatedTo(ChronoUnit.MICROS), act);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      pending().acts.add(done);
    } else {
      transaction.executeWithoutResult(_ -> pending().acts.add(done));
    }
  }

  /**
   * As {@link #record(Act)}, of what a page that stays open looks at again and again: by the same
   * actor once in {@value #LOOK_MINUTES} minutes.
   */
  public void recordLook(Act act) {
    if (looks.asMap().putIfAbsent(new Look(Actor.current(), act), true) == null) {
      record(act);
    }
  }

  /** Records a change of configuration, unless it changed nothing. */
  public void record(Change change) {
    if (change.action() != Change.Action.UNCHANGED) {
      record(Act.of(change));
    }
  }

  /** Newest first. */
  public List<AuditEntry> list(AuditFilter filter, int most) {
    return store.list(filter, most);
  }

  private Pending pending() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Pending running) {
      return running;
    }
    Pending fresh = new Pending();
    TransactionSynchronizationManager.bindResource(this, fresh);
    TransactionSynchronizationManager.registerSynchronization(fresh);
    return fresh;
  }

  private void append(List<Done> acts) {
    AuditStore.Head head = store.lockedHead();
    byte[] hash = head.hash();
    long position = head.position();
    List<AuditEntry.Linked> entries = new ArrayList<>();
    for (Done done : acts) {
      AuditEntry entry = entry(++position, done);
      hash = chain.hash(hash, entry);
      entries.add(new AuditEntry.Linked(entry, hash));
    }
    store.append(entries);
  }

  private static AuditEntry entry(long position, Done done) {
    Actor actor = done.actor();
    Act act = done.act();
    @Nullable String detail = act.detail() == null ? null : act.detail().toString();
    return new AuditEntry(
        position,
        done.at(),
        actor.kind().word(),
        actor.id(),
        actor.name(),
        actor.address(),
        act.action(),
        act.subject(),
        detail);
  }

  /** The acts of one transaction, written when everything else of it is. */
  private final class Pending implements TransactionSynchronization {
    final List<Done> acts = new ArrayList<>();

    @Override
    public int getOrder() {
      return LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      append(acts);
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(AuditLog.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(AuditLog.this, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResource(AuditLog.this);
    }
  }
}
