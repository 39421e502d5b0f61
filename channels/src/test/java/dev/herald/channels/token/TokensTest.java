package dev.herald.channels.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Exchange;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.TokenStore;
import dev.herald.channel.TokenStore.Token;
import dev.herald.channels.token.Fetched.Given;
import dev.herald.channels.token.Fetched.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Duration EARLY = Duration.ofMinutes(5);
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock();
  private final TokenStore store = TokenStore.inMemory();
  private final AtomicInteger fetches = new AtomicInteger();
  private final Tokens tokens = new Tokens(store, clock, DEADLINE);

  @Test
  void aTokenIsFetchedOnceAndUsedUntilShortlyBeforeItsEnd() {
    assertThat(token(tokens, null)).isEqualTo("token-1");
    clock.pass(LIFE.minus(EARLY).minusSeconds(1));
    assertThat(token(tokens, null)).isEqualTo("token-1");

    clock.pass(Duration.ofSeconds(2));

    assertThat(token(tokens, null)).isEqualTo("token-2");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void manyWhoNeedItAtOnceShareOneFetch() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    Supplier<Fetched> provider =
        () -> {
          await(slow);
          return given();
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> all =
          IntStream.range(0, 50)
              .mapToObj(_ -> threads.submit(() -> tokens.get("k", EARLY, null, provider)))
              .toList();
      slow.countDown();
      for (Future<Fetched> each : all) {
        assertThat(each.get()).isInstanceOf(Given.class);
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void processesThatShareAStoreFetchOneAtATimeAndUseTheSame() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    Supplier<Fetched> provider =
        () -> {
          begun.countDown();
          await(slow);
          return given();
        };
    Tokens other = new Tokens(store, clock, DEADLINE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Fetched> here = () -> tokens.get("k", EARLY, null, provider);
      Callable<Fetched> there = () -> other.get("k", EARLY, null, provider);
      Future<Fetched> first = threads.submit(here);
      begun.await();
      Future<Fetched> second = threads.submit(there);
      slow.countDown();

      assertThat(value(second.get())).isEqualTo(value(first.get())).isEqualTo("token-1");
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aTokenThatTheProviderTakesNoLongerIsDroppedEverywhere() {
    Tokens other = new Tokens(store, clock, DEADLINE);
    assertThat(token(tokens, null)).isEqualTo("token-1");
    assertThat(token(other, null)).isEqualTo("token-1");

    assertThat(token(tokens, "token-1")).isEqualTo("token-2");

    assertThat(token(other, "token-1")).as("what the first fetched").isEqualTo("token-2");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aRenewalThatFailsLeavesTheTokenThatStillStands() {
    assertThat(token(tokens, null)).isEqualTo("token-1");
    clock.pass(LIFE.minusSeconds(60));

    Fetched still = tokens.get("k", EARLY, null, TokensTest::refused);

    assertThat(value(still)).isEqualTo("token-1");
  }

  @Test
  void aProviderThatGivesTheSameTokenAgainIsNotAskedOnEachSend() {
    assertThat(token(tokens, null)).isEqualTo("token-1");
    Instant end = clock.instant().plus(LIFE);
    clock.pass(LIFE.minusSeconds(200));
    Supplier<Fetched> same =
        () -> {
          fetches.incrementAndGet();
          return new Given(new Token("token-1", end));
        };

    for (int i = 0; i < 20; i++) {
      tokens.get("k", EARLY, null, same);
    }

    assertThat(fetches).hasValue(2);
  }

  @Test
  void aFetchThatIsRefusedIsToldAndTheNextOneTriesAgain() {
    assertThat(tokens.get("k", EARLY, null, TokensTest::refused)).isInstanceOf(Refused.class);

    assertThat(token(tokens, null)).isEqualTo("token-1");
  }

  @Test
  void aStoreInTroubleSendsNothingAndIsAskedAgainLater() {
    Fetched fetched =
        tokens.get(
            "k",
            EARLY,
            null,
            () -> {
              throw new IllegalStateException("no connection");
            });

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.result()).isInstanceOf(Retryable.class));
    assertThat(token(tokens, null)).isEqualTo("token-1");
  }

  @Test
  void aProcessThatDiedWhileItFetchedHoldsUpNobodyForLong() {
    assertThat(store.claim("k", Duration.ofMillis(300))).isTrue();

    assertThat(token(tokens, null)).isEqualTo("token-1");
  }

  @Test
  void whatHasNoTokenShowsNone() {
    assertThat(new Token("s3cr3t-token", START).toString()).doesNotContain("s3cr3t");
  }

  private String token(Tokens tokens, @Nullable String bad) {
    return value(tokens.get("k", EARLY, bad, this::given));
  }

  private static String value(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Given.class);
    return ((Given) fetched).token().value();
  }

  private Fetched given() {
    return new Given(new Token("token-" + fetches.incrementAndGet(), clock.instant().plus(LIFE)));
  }

  private static Fetched refused() {
    return new Refused(new Rejected(Rejection.CREDENTIALS, "wrong secret", Exchange.NONE));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class SettableClock extends Clock {
    private volatile Instant now = START;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
