package dev.herald.server.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.herald.server.platform.problem.RequestProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInGateTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Executor THREADS = work -> Thread.ofVirtual().start(work);

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();

  private CompletableFuture<Integer> enters(SignInGate gate, int number) {
    return CompletableFuture.supplyAsync(() -> gate.through(() -> held(number)), THREADS);
  }

  private int held(int number) {
    inside.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return number;
  }

  @ParameterizedTest
  @CsvSource({"6, 3", "7, 3", "2, 1", "1, 1"})
  void letsOnForHalfOfTheConnections(int connections, int signIns) {
    SignInGate gate = new SignInGate(connections, SOON);
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < signIns + 4; i++) {
      all.add(enters(gate, i));
    }

    await().atMost(SOON).until(() -> gate.waiting() == 4);
    assertThat(inside).hasValue(signIns);

    release.countDown();
    assertThat(all).allSatisfy(one -> assertThat(one.join()).isNotNegative());
  }

  @Test
  void whoWaitsTooLongIsToldToComeAgainAndHasDoneNothing() {
    SignInGate gate = new SignInGate(2, Duration.ofMillis(1));
    CompletableFuture<Integer> first = enters(gate, 1);
    await().atMost(SOON).until(() -> inside.get() == 1);

    assertThatExceptionOfType(RequestProblem.Unavailable.class)
        .isThrownBy(() -> gate.through(inside::incrementAndGet))
        .satisfies(refused -> assertThat(refused.retryAfter()).isPositive());

    release.countDown();
    assertThat(first.join()).isOne();
    assertThat(inside).hasValue(1);
  }

  @Test
  void whatFailsLeavesItsPlace() {
    SignInGate gate = new SignInGate(2, Duration.ofMillis(1));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            gate.through(() -> {
              throw new IllegalStateException("wrong");
            }));

    assertThat(gate.<String>through(() -> "right")).isEqualTo("right");
  }
}
