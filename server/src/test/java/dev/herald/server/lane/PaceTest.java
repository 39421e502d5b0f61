package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final int MOST = 1_000;

  private final AtomicLong nanos = new AtomicLong();
  private final Queue<Runnable> processor = new ArrayDeque<>();
  private final AtomicInteger done = new AtomicInteger();
  private final Pace pace = new Pace(MOST, processor::add, nanos::get);

  @Test
  void aFewStartAtOnceAndTheOthersFollow() {
    start(10);

    assertThat(processor).hasSize(Pace.LEAST);
    runAll();
    assertThat(done).hasValue(10);
  }

  @Test
  void moreAreUnderWayWhileTheProcessorKeepsUp() {
    start(200);
    runAll();

    assertThat(pace.allowed()).isGreaterThan(100);
  }

  @Test
  void fewerAreUnderWayWhileStartsAreLate() {
    start(200);
    runAll();

    start(50);
    for (int i = 0; i < 50; i++) {
      nanos.addAndGet(Duration.ofMillis(30).toNanos());
      Runnable next = processor.poll();
      if (next != null) {
        next.run();
      }
    }

    assertThat(pace.allowed()).isEqualTo(Pace.LEAST);
    runAll();
    assertThat(done).hasValue(250);
  }

  @Test
  void nothingIsHeldBackOnceTheLaneIsNearlyFull() {
    start(901);

    assertThat(processor).hasSizeGreaterThan(Pace.LEAST);
    assertThat(pace.allowed()).isEqualTo(MOST);
  }

  @Test
  void aWorkThatFailsMakesRoomForTheNext() {
    for (int i = 0; i < 10; i++) {
      pace.start(() -> {
        done.incrementAndGet();
        throw new IllegalStateException("broken");
      });
    }
    while (!processor.isEmpty()) {
      try {
        processor.remove().run();
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessage("broken");
      }
    }

    assertThat(done).hasValue(10);
  }

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      pace.start(done::incrementAndGet);
    }
  }

  private void runAll() {
    while (!processor.isEmpty()) {
      processor.remove().run();
    }
  }
}
