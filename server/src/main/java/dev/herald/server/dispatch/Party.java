package dev.herald.server.dispatch;

import dev.herald.server.dispatch.Company.Member;
import dev.herald.server.dispatch.Company.Turn;
import dev.herald.server.lane.Peers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages that may go in one call, while they wait for it. One of them leads: it asks for the turn
 * of all.
 */
final class Party {
  private final int most;
  private final boolean patient;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Member> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean led;

  /**
   * @param most in one call
   * @param patient whether a call that is not full waits for one that is under way
   */
  Party(int most, boolean patient) {
    this.most = most;
    this.patient = patient;
  }

  void join(Member member) {
    lock.lock();
    try {
      waiting.add(member);
      changed.signalAll();
      lead();
    } finally {
      lock.unlock();
    }
  }

  private void lead() {
    Member next = waiting.peek();
    if (!led && next != null) {
      led = true;
      next.turn().complete(new Turn.Lead());
    }
  }

  /** Those who were taken up with any that wait here come at once, or do not come. */
  void awaitPeers() throws InterruptedException {
    Set<Peers> awaited = new HashSet<>();
    for (Peers next = unawaited(awaited); next != null; next = unawaited(awaited)) {
      next.await();
    }
  }

  /** Null: enough are here, or nobody else is about to come. */
  private @Nullable Peers unawaited(Set<Peers> awaited) {
    lock.lock();
    try {
      for (Member member : waiting) {
        if (waiting.size() < most && awaited.add(member.peers())) {
          return member.peers();
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What comes while a call is under way goes together in the next one, or sooner if it fills one.
   */
  void awaitFullOrQuiet() throws InterruptedException {
    lock.lock();
    try {
      while (patient && waiting.size() < most && underWay > 0) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The leader, and those that go with it; no two to the same destination. */
  List<Member> take() {
    lock.lock();
    try {
      List<Member> taken = new ArrayList<>();
      List<Member> left = new ArrayList<>();
      Set<String> destinations = new HashSet<>();
      while (taken.size() < most && !waiting.isEmpty()) {
        Member next = waiting.remove();
        boolean fresh = destinations.add(next.message().destination().address());
        (fresh ? taken : left).add(next);
      }
      putBack(left);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Those that did not go after all wait on, before all others. */
  void putBack(List<Member> members) {
    lock.lock();
    try {
      members.reversed().forEach(waiting::addFirst);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The leader goes, and the next one leads.
   *
   * @param calls whether it makes a call
   */
  void leave(boolean calls) {
    lock.lock();
    try {
      led = false;
      underWay += calls ? 1 : 0;
      lead();
    } finally {
      lock.unlock();
    }
  }

  void callEnded() {
    lock.lock();
    try {
      underWay--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return false: it does not wait any more
   */
  boolean giveUp(Member member) {
    lock.lock();
    try {
      boolean waited = waiting.removeIf(each -> each == member);
      if (waited && member.turn().getNow(null) instanceof Turn.Lead) {
        leave(false);
      }
      return waited;
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return waiting.isEmpty() && underWay == 0 && !led;
    } finally {
      lock.unlock();
    }
  }
}
