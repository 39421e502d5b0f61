package dev.herald.server.lane;

import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One isolation class: its room in memory, and the thread that fills it from the table. */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int CLAIM = 500;

  private final String name;
  private final int capacity;
  private final Duration poll;
  private final TaskStore store;
  private final TaskHandler handler;
  private final Supplier<Incarnation> incarnation;
  private final InHand inHand;
  private final Semaphore room;
  private final Consumer<Runnable> starts;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private volatile boolean backlog = true;
  private final Thread claimer;

  /** What all lanes of a process share. */
  record Shared(
      TaskStore store, TaskHandler handler, Supplier<Incarnation> incarnation, InHand inHand) {}

  Lane(String name, LaneSettings.Lane settings, Duration poll, Shared shared) {
    this.name = name;
    this.capacity = settings.capacity();
    this.poll = poll;
    ThreadFactory threads = Thread.ofVirtual().name(name + "-send-", 0).factory();
    Executor sends = work -> threads.newThread(work).start();
    this.starts =
        settings.yields() ? new Pace(capacity, sends, System::nanoTime)::start : sends::execute;
    this.store = shared.store;
    this.handler = shared.handler;
    this.incarnation = shared.incarnation;
    this.inHand = shared.inHand;
    this.room = new Semaphore(capacity);
    this.claimer =
        Thread.ofPlatform().name(name + "-claim").daemon().unstarted(this::claimWhileRunning);
  }

  String name() {
    return name;
  }

  void start() {
    running = true;
    claimer.start();
  }

  /** Takes nothing new and waits for what is in hand. */
  boolean drain(Duration limit) throws InterruptedException {
    running = false;
    wake.release();
    claimer.join(limit);
    return room.tryAcquire(capacity, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Room for tasks that are about to be saved; not while others wait in the table. */
  boolean reserve(int tasks) {
    return running && !backlog && isBelievedIn() && room.tryAcquire(tasks);
  }

  private boolean isBelievedIn() {
    return incarnation.get().holdsFor(Duration.ZERO);
  }

  void giveBack(int tasks) {
    room.release(tasks);
  }

  /** Tasks were saved without an owner. */
  void hurry() {
    backlog = true;
    wake.release();
  }

  /** Works on a task whose room was taken before. */
  void run(HeldTask held) {
    inHand.add(held);
    starts.accept(() -> work(held));
  }

  private void work(HeldTask held) {
    try {
      store
          .settle(handler.handle(held), held.owner().id())
          .whenComplete((written, failure) -> letGo(held, failure));
    } catch (RuntimeException | Error bug) {
      letGo(held, bug);
      throw bug;
    }
  }

  private void letGo(HeldTask held, @Nullable Throwable failure) {
    inHand.remove(held);
    room.release();
    if (failure != null) {
      log.error(
          "Message {} could not be settled and will be taken up again", held.task().id(), failure);
    }
  }

  private void claimWhileRunning() {
    while (running) {
      try {
        if (!isBelievedIn() || !claim()) {
          wake.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("Lane {} could not claim, trying again: {}", name, e.toString());
        pause();
      }
    }
  }

  /**
   * @return whether more may be waiting
   */
  private boolean claim() throws InterruptedException {
    if (!room.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    int wanted = 1;
    while (wanted < CLAIM && room.tryAcquire()) {
      wanted++;
    }
    List<MessageTask> tasks = List.of();
    try {
      Incarnation owner = incarnation.get();
      backlog = false;
      tasks = store.claim(name, wanted, owner.id());
      backlog |= tasks.size() == wanted;
      tasks.forEach(task -> run(new HeldTask(task, owner)));
    } finally {
      room.release(wanted - tasks.size());
    }
    return tasks.size() == wanted;
  }

  private void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
