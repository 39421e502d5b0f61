package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.server.Patience;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartThrottleTest {
  private static final int MOST = 1_000;

  private final Queue<Runnable> processor = new ArrayDeque<>();
  private final AtomicInteger done = new AtomicInteger();
  private final StartThrottle throttle = new StartThrottle(MOST, processor::add);

  @Test
  void aFewWaitForTheProcessorAndTheOthersFollowAsTheyComeToRun() {
    start(10);
    assertThat(processor).hasSize(StartThrottle.AT_ONCE);

    processor.remove().run();
    assertThat(processor).hasSize(StartThrottle.AT_ONCE);

    runAll();
    assertThat(done).hasValue(10);
  }

  @Test
  void thoseThatRunAndWaitHoldNobodyUp() throws InterruptedException {
    CountDownLatch answers = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(500);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      StartThrottle real = new StartThrottle(MOST, threads);
      for (int i = 0; i < 500; i++) {
        real.start(() -> {
          all.countDown();
          await(answers);
        });
      }

      assertThat(all.await(Patience.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      answers.countDown();
    }
  }

  @Test
  void nothingIsHeldBackOnceTheLaneIsNearlyFull() {
    start(MOST);

    assertThat(processor.size()).isGreaterThan(StartThrottle.AT_ONCE);
    runAll();
    assertThat(done).hasValue(MOST);
  }

  @Test
  void aWorkThatFailsMakesRoomForTheNext() {
    for (int i = 0; i < 10; i++) {
      throttle.start(() -> {
        done.incrementAndGet();
        throw new IllegalStateException("broken");
      });
    }
    while (!processor.isEmpty()) {
      assertThatThrownBy(processor.remove()::run).hasMessage("broken");
    }

    assertThat(done).hasValue(10);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      throttle.start(done::incrementAndGet);
    }
  }

  private void runAll() {
    while (!processor.isEmpty()) {
      processor.remove().run();
    }
  }
}
