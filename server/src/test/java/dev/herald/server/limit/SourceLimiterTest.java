package dev.herald.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.RateCap;
import dev.herald.channel.SendResult;
import dev.herald.channel.Source;
import dev.herald.server.Patience;
import dev.herald.server.limit.cap.LedgerInMemory;
import dev.herald.server.limit.cap.SharedCaps;
import dev.herald.server.source.ConfiguredSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceLimiterTest {
  private static final Duration SOON = Patience.SOON;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF = Duration.ofMillis(500);

  /** As a cap by the minute says it, with what is kept aside for clocks that differ. */
  private static final Duration MINUTE = Duration.ofSeconds(62);

  private static final SendResult SENT = new SendResult.Accepted(Exchange.NONE);
  private static final SendResult FAILED =
      new SendResult.Retryable(Fault.PROVIDER, "down", Exchange.NONE);

  private final SharedCaps caps = LedgerInMemory.alone();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final UUID acme = UUID.randomUUID();
  private final UUID hengtong = UUID.randomUUID();

  @AfterEach
  void stop() {
    caps.destroy();
    clock.shutdownNow();
  }

  private SourceLimiter gate(int callsAtOnce, String... agreed) {
    return gate(callsAtOnce, 10, agreed);
  }

  private SourceLimiter gate(int callsAtOnce, int longestLine, String... agreed) {
    return gate(callsAtOnce, longestLine, SECOND, agreed);
  }

  /**
   * @param patience with a cap, and twice of it at most with a source that fails
   */
  private SourceLimiter gate(
      int callsAtOnce, int longestLine, Duration patience, String... agreed) {
    LimitSettings settings =
        new LimitSettings(
            new LimitSettings.Breaker(patience, patience.multipliedBy(2)),
            callsAtOnce,
            longestLine,
            patience,
            Duration.ofMinutes(1));
    return new SourceLimiter(
        new ConfiguredSource(
            new Source(UUID.randomUUID(), "robot", "dingtalk-robot", Map.of()),
            Channel.DINGTALK,
            null,
            1,
            List.of(agreed).stream().map(RateCap::parse).toList(),
            AmbiguityPolicy.RESEND,
            null),
        callsAtOnce,
        UUID.randomUUID(),
        new SourceLimiter.Surroundings(settings, caps, clock, System::nanoTime, (_, _, _) -> {}));
  }

  private Admission enter(SourceLimiter limiter, UUID tenant, Duration patience) {
    try {
      return limiter.enter(new CallRequest(tenant, 1, Target.SOURCE), patience);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CallPermit passage(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Granted.class);
    return ((Admission.Granted) admission).permit();
  }

  private void call(SourceLimiter limiter, SendResult result) {
    try (CallPermit permit = passage(enter(limiter, acme, SOON))) {
      permit.calls();
      permit.answered(result);
    }
  }

  @Test
  void past_the_cap_a_message_is_told_when_to_come_again() {
    SourceLimiter limiter = gate(8, "2 per minute");
    call(limiter, SENT);
    call(limiter, SENT);

    assertThat(enter(limiter, acme, Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            away -> assertThat(away.cause()).isEqualTo(Admission.Cause.CAP));
  }

  /**
   * Else the lane would claim none for a line that nobody stands in, and nobody would ask again.
   */
  @Test
  void whoever_is_told_to_come_again_stands_in_line_no_longer() {
    SourceLimiter limiter = gate(1, 50, Duration.ofMillis(300), "20 per minute");
    CallPermit first = passage(enter(limiter, acme, SOON));
    Duration patience = Duration.ofMillis(300);
    List<CallQueue.Waiter> late =
        Stream.generate(() -> limiter.ask(new CallRequest(acme, 1, Target.SOURCE), patience))
            .limit(30)
            .toList();
    assertThat(limiter.standing().waiting()).isEqualTo(30);

    use(first);
    List<Admission> answers =
        late.stream().map(waiter -> answerOf(limiter, waiter, patience)).toList();

    assertThat(answers).filteredOn(Admission.Refused.class::isInstance).isNotEmpty();
    assertThat(limiter.standing().waiting()).isZero();
    assertThat(limiter.capacity(acme, 1)).isPositive();
  }

  private static Admission answerOf(
      SourceLimiter limiter, CallQueue.Waiter waiter, Duration patience) {
    Admission answer = await().until(() -> limiter.decided(waiter, patience), Objects::nonNull);
    if (answer instanceof Admission.Granted(CallPermit permit)) {
      use(permit);
    }
    return answer;
  }

  private static void use(CallPermit permit) {
    try (permit) {
      permit.calls();
      permit.answered(SENT);
    }
  }

  @Test
  void calls_for_several_messages_take_so_many_permits_of_a_cap_that_counts_messages() {
    SourceLimiter limiter = gate(8, "100 per minute", "50 messages per minute");
    int calls = 0;
    int messages = 0;
    while (enter(limiter, acme, SECOND) instanceof Admission.Granted(CallPermit permit)) {
      try (permit) {
        messages += 1 + permit.more(9);
        calls++;
        permit.calls();
        permit.answered(SENT);
      }
    }

    assertThat(messages).isBetween(11, 50);
    assertThat(calls).isLessThan(messages);
  }

  @Test
  void what_a_call_for_several_took_and_did_not_use_is_there_again() {
    SourceLimiter limiter = gate(8, "50 messages per minute");
    try (CallPermit permit = passage(enter(limiter, acme, SOON))) {
      assertThat(permit.more(2)).isEqualTo(2);
    }
    try (CallPermit permit = passage(enter(limiter, acme, SOON))) {
      assertThat(permit.more(2)).isEqualTo(2);
    }
  }

  @Test
  void as_many_line_up_for_a_minute_as_it_has_permits() {
    SourceLimiter limiter = gateAtItsCap();

    assertThat(List.of(limiter.lineUp(), limiter.lineUp(), limiter.lineUp(), limiter.lineUp()))
        .satisfiesExactly(
            first -> assertThat(first).isLessThan(MINUTE),
            second -> assertThat(second).isLessThan(MINUTE),
            third -> assertThat(third).isBetween(MINUTE, MINUTE.multipliedBy(2)),
            fourth -> assertThat(fourth).isBetween(MINUTE, MINUTE.multipliedBy(2)));
  }

  @Test
  void one_that_is_turned_away_and_does_not_line_up_delays_nobody() {
    SourceLimiter limiter = gateAtItsCap();
    for (int i = 0; i < 10; i++) {
      assertThat(enter(limiter, acme, Duration.ZERO)).isInstanceOf(Admission.Refused.class);
    }

    assertThat(limiter.lineUp()).isLessThan(MINUTE);
  }

  private SourceLimiter gateAtItsCap() {
    SourceLimiter limiter = gate(8, 100, "2 per minute");
    call(limiter, SENT);
    call(limiter, SENT);
    await().atMost(SOON).until(() -> away(limiter).compareTo(MINUTE.dividedBy(2)) > 0);
    return limiter;
  }

  private Duration away(SourceLimiter limiter) {
    assertThat(enter(limiter, acme, Duration.ZERO))
        .isEqualTo(new Admission.Refused(Admission.Cause.CAP));
    return limiter.until(Admission.Cause.CAP, Target.SOURCE);
  }

  @Test
  void a_message_waits_for_a_permit_that_comes_back_soon() {
    SourceLimiter limiter = gate(8, "1 per second");
    long begun = System.nanoTime();
    call(limiter, SENT);

    call(limiter, SENT);

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("never two within a second")
        .isGreaterThan(SECOND);
  }

  @Test
  void whose_turn_is_far_off_is_turned_away_at_once_though_others_wait() {
    SourceLimiter limiter = gateAtItsCap();
    CompletableFuture<Admission> inLine = later(limiter, acme);
    await().until(() -> limiter.standing().waiting() == 1);

    Admission.Refused far = (Admission.Refused) enter(limiter, acme, Duration.ofMillis(100));

    assertThat(far.cause()).isEqualTo(Admission.Cause.CAP);
    limiter.stop();
    inLine.join();
  }

  @Test
  void who_lines_up_comes_behind_those_who_wait() {
    RateCap cap = RateCap.parse("2 per second");
    UUID anyone = UUID.randomUUID();
    SourceCaps lent = SourceCaps.open(caps, UUID.randomUUID(), List.of(cap), anyone, () -> {});
    await().until(() -> lent.earliest(System.nanoTime(), 2) <= System.nanoTime());
    long now = System.nanoTime();
    for (int call = 0; call < 2; call++) {
      lent.take(now);
      lent.ended(now);
    }

    long soon = now + HALF.toNanos();
    assertThat(Duration.ofNanos(lent.turn(soon, 1) - lent.turn(soon, 0))).isGreaterThan(HALF);
  }

  @Test
  void those_in_line_at_a_large_cap_leave_one_for_a_tenant_that_has_none_there() {
    SourceLimiter limiter = gate(500, 200, "100 per second");
    for (int i = 0; i < 100; i++) {
      call(limiter, SENT);
    }
    List<CompletableFuture<Admission>> many =
        IntStream.range(0, 100).mapToObj(_ -> later(limiter, acme)).toList();
    await().atMost(SOON).until(() -> limiter.standing().underWay() == 99);

    passage(enter(limiter, hengtong, Duration.ZERO)).close();

    limiter.stop();
    many.stream().map(CompletableFuture::join).forEach(this::close);
  }

  private void close(Admission admission) {
    if (admission instanceof Admission.Granted(CallPermit permit)) {
      permit.close();
    }
  }

  @Test
  void it_has_room_for_those_whose_turn_comes_within_the_patience() {
    SourceLimiter limiter = gate(8, 100, MINUTE.multipliedBy(2), "2 per minute");
    call(limiter, SENT);
    call(limiter, SENT);
    await().until(() -> limiter.capacity(acme, 1) == 5);

    List<CompletableFuture<Admission>> inLine =
        Stream.generate(() -> later(limiter, acme)).limit(5).toList();
    await().until(() -> limiter.standing().waiting() == 5);

    assertThat(limiter.capacity(acme, 1)).isZero();
    limiter.stop();
    inLine.forEach(CompletableFuture::join);
  }

  @Test
  void while_permits_rest_for_long_it_has_room_for_those_who_ask_for_their_turn() {
    SourceLimiter limiter = gateAtItsCap();

    assertThat(limiter.capacity(acme, 1)).isEqualTo(3);
  }

  @Test
  void without_a_cap_it_has_room_for_a_part_of_its_line() {
    assertThat(gate(8, 100).capacity(acme, 1)).isEqualTo(25);
  }

  @Test
  void a_broken_source_has_room_for_those_who_find_out_whether_it_works() {
    SourceLimiter limiter = gate(64, 100);
    for (int i = 0; i < 20; i++) {
      call(limiter, FAILED);
    }

    assertThat(limiter.capacity(acme, 1)).isEqualTo(3);
  }

  @Test
  void two_tenants_in_line_go_one_by_one_and_not_all_at_once() {
    SourceLimiter limiter = gate(500, 200, "100 per second");
    long begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      call(limiter, SENT);
    }
    List<CompletableFuture<Admission>> both =
        IntStream.range(0, 50).mapToObj(i -> later(limiter, i % 2 == 0 ? acme : hengtong)).toList();

    await().until(() -> limiter.standing().waiting() == 0);

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("a second in which nothing comes back, and then not all at once")
        .isGreaterThan(SECOND.plusMillis(250));
    both.stream().map(CompletableFuture::join).forEach(this::close);
  }

  @Test
  void a_call_that_was_not_made_takes_nothing_of_the_cap() {
    SourceLimiter limiter = gate(8, "1 per minute");
    passage(enter(limiter, acme, SOON)).close();

    call(limiter, SENT);

    assertThat(enter(limiter, acme, Duration.ofMillis(1))).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void only_so_many_calls_are_under_way_and_the_next_one_waits_in_line() {
    SourceLimiter limiter = gate(2);
    CallPermit held = passage(enter(limiter, acme, SOON));
    CompletableFuture<Admission> next = later(limiter, acme);
    await().atMost(SOON).until(() -> limiter.standing().waiting() == 1);

    held.close();

    passage(next.join()).close();
  }

  @Test
  void nobody_waits_in_a_line_that_is_full_but_may_soon_come_again() {
    SourceLimiter limiter = gate(1);
    CallPermit held = passage(enter(limiter, acme, SOON));
    for (int i = 0; i < 10; i++) {
      later(limiter, acme);
    }
    await().atMost(SOON).until(() -> limiter.standing().waiting() == 10);

    assertThat(enter(limiter, acme, SOON))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            away -> assertThat(away.cause()).isEqualTo(Admission.Cause.BUSY));
    assertThat(limiter.until(Admission.Cause.BUSY, Target.SOURCE))
        .isBetween(Duration.ofMillis(1), Duration.ofMillis(200));
    limiter.stop();
    held.close();
  }

  @Test
  void a_tenant_with_one_message_goes_before_the_second_of_one_with_many() {
    SourceLimiter limiter = gate(1);
    CallPermit held = passage(enter(limiter, acme, SOON));
    List<CompletableFuture<Admission>> many =
        List.of(later(limiter, acme), later(limiter, acme), later(limiter, acme));
    await().atMost(SOON).until(() -> limiter.standing().waiting() == 3);
    CompletableFuture<Admission> single = later(limiter, hengtong);
    await().atMost(SOON).until(() -> limiter.standing().waiting() == 4);

    held.close();
    await().atMost(SOON).until(() -> many.stream().anyMatch(CompletableFuture::isDone));
    passage(many.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow().join())
        .close();

    passage(single.join()).close();
    assertThat(many.stream().filter(CompletableFuture::isDone).count()).isLessThan(3);
    limiter.stop();
  }

  private CompletableFuture<Admission> later(SourceLimiter limiter, UUID tenant) {
    CompletableFuture<Admission> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(enter(limiter, tenant, SOON)));
    return answer;
  }

  @Test
  void a_source_that_fails_again_and_again_rests() {
    SourceLimiter limiter = gate(64, 10, MINUTE);
    for (int i = 0; i < 20; i++) {
      call(limiter, FAILED);
    }

    assertThat(limiter.isBroken()).isTrue();
    assertThat(enter(limiter, acme, SOON))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            away -> assertThat(away.cause()).isEqualTo(Admission.Cause.BROKEN));
  }

  @Test
  void a_source_that_has_rested_is_tried_with_a_few_and_works_again() {
    SourceLimiter limiter = gate(64);
    for (int i = 0; i < 20; i++) {
      call(limiter, FAILED);
    }

    await().atMost(SOON).until(() -> !limiter.isBroken());
    for (int i = 0; i < 3; i++) {
      call(limiter, SENT);
    }
    assertThat(limiter.standing().broken()).isFalse();
    call(limiter, SENT);
  }

  @Test
  void a_gate_that_stops_turns_away_those_who_wait() {
    SourceLimiter limiter = gate(1);
    CallPermit held = passage(enter(limiter, acme, SOON));
    CompletableFuture<Admission> waiting = later(limiter, acme);
    await().atMost(SOON).until(() -> limiter.standing().waiting() == 1);

    limiter.stop();

    assertThat(waiting.join())
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            away ->
                assertThat(limiter.until(away.cause(), Target.SOURCE)).isEqualTo(Duration.ZERO));
    held.close();
  }
}
