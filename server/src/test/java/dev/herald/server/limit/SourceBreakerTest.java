package dev.herald.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceBreakerTest {
  private static final Duration REST = Duration.ofMillis(40);
  private static final Duration LONG_REST = Duration.ofHours(1);
  private static final Duration TOOK = Duration.ofMillis(5);
  private static final SendResult SENT = new SendResult.Accepted(Exchange.NONE);
  private static final SendResult FAILED =
      new SendResult.Retryable(Fault.PROVIDER, "down", Exchange.NONE);

  private final SourceBreaker breaker =
      new SourceBreaker("robot", new LimitSettings.Breaker(REST, REST.multipliedBy(4)));
  private final SourceBreaker restsForLong =
      new SourceBreaker("robot", new LimitSettings.Breaker(LONG_REST, LONG_REST));

  @Test
  void restsAfterManyFailures() {
    answer(restsForLong, FAILED, 19);
    assertThat(restsForLong.isBroken()).isFalse();

    answer(restsForLong, FAILED, 1);
    assertThat(restsForLong.isBroken()).isTrue();
    assertThat(restsForLong.admits()).isFalse();
  }

  @Test
  void whatIsRefusedForGoodReasonsShowsThatItWorks() {
    answer(
        breaker,
        new SendResult.Rejected(Rejection.RECIPIENT, "no such number", Exchange.NONE),
        100);

    assertThat(breaker.isBroken()).isFalse();
  }

  @Test
  void restsByFailuresWithSeveralDestinationsAndNotByOneAlone() {
    fail("a", 1_000);
    assertThat(breaker.isBroken()).isFalse();

    for (int i = 0; i < 20; i++) {
      fail("a", 1);
      fail("b", 1);
    }
    assertThat(breaker.isBroken()).isTrue();
  }

  @Test
  void worksForOthersHoweverOftenOneDestinationFails() {
    for (int i = 0; i < 1_000; i++) {
      fail("a", 10);
      assertThat(breaker.admits()).isTrue();
      breaker.answered(mailbox("b" + i), SENT, TOOK);
    }

    assertThat(breaker.isBroken()).isFalse();
  }

  private void fail(String mailbox, int times) {
    for (int i = 0; i < times && !breaker.isBroken(); i++) {
      assertThat(breaker.admits()).isTrue();
      breaker.answered(mailbox(mailbox), FAILED, TOOK);
    }
  }

  @Test
  void worksForOthersHoweverManyMailboxesOfOneDomainFail() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(breaker.admits()).isTrue();
      breaker.answered(
          new Target(Destination.Kind.EMAIL, i + (i % 2 == 0 ? "@bad.example" : "@BAD.example")),
          FAILED,
          TOOK);
    }

    assertThat(breaker.isBroken()).isFalse();
  }

  private static Target mailbox(String name) {
    return new Target(Destination.Kind.EMAIL, "hr@%s.example".formatted(name));
  }

  @Test
  void isTriedWithAFewCallsAfterItsRest() {
    breakDown();
    await().until(() -> !breaker.isBroken());

    assertThat(IntStream.range(0, 10).filter(each -> breaker.admits()).count()).isEqualTo(3);
  }

  /** A provider that hangs answers after the deadline of a call, which is longer than the rest. */
  @Test
  void waitsForItsTrialsHoweverLongTheyTake() {
    breakDown();
    await().until(() -> !breaker.isBroken());
    IntStream.range(0, 3).forEach(each -> assertThat(breaker.admits()).isTrue());

    await().during(REST.multipliedBy(5)).until(() -> !breaker.isBroken());
    IntStream.range(0, 3).forEach(each -> breaker.answered(Target.SOURCE, SENT, TOOK));

    assertThat(IntStream.range(0, 10).filter(each -> breaker.admits()).count()).isEqualTo(10);
  }

  @Test
  void aTrialThatWasNotMadeLeavesItsTurnToAnother() {
    breakDown();
    await().until(() -> !breaker.isBroken());
    IntStream.range(0, 3).forEach(each -> assertThat(breaker.admits()).isTrue());
    assertThat(breaker.admits()).isFalse();

    breaker.noCall();

    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void restsAgainWhenItsTrialsFail() {
    breakDown();
    await().until(() -> !breaker.isBroken());

    answer(breaker, FAILED, 3);

    assertThat(breaker.isProven()).isFalse();
    await().until(() -> !breaker.isBroken() && breaker.admits());
  }

  private void breakDown() {
    answer(breaker, FAILED, 20);
  }

  private static void answer(SourceBreaker breaker, SendResult result, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.admits()).isTrue();
      breaker.answered(Target.SOURCE, result, TOOK);
    }
  }
}
