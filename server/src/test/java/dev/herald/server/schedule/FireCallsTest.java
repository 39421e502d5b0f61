package dev.herald.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FireCallsTest {
  private final FireCalls calls = new FireCalls();
  private final CountDownLatch hung = new CountDownLatch(1);

  private void hang() {
    try {
      hung.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void there_are_so_many_at_once_and_no_more_until_one_has_ended() {
    assertThat(calls.await()).as("none has begun").isFalse();
    int begun = 0;
    while (calls.begin(this::hang)) {
      begun++;
    }
    assertThat(begun).isEqualTo(32);
    assertThat(calls.await()).as("they hang").isTrue();

    hung.countDown();

    await().until(() -> !calls.await());
    assertThat(calls.begin(() -> {})).isTrue();
  }
}
