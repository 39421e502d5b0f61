package dev.herald.server.dispatch.retry;

import static dev.herald.channel.AmbiguityPolicy.HOLD;
import static dev.herald.channel.AmbiguityPolicy.RESEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRulesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RetryRules rules =
      new RetryRules(new RetryPolicy(SECOND, 2, Duration.ofMinutes(1), 3, 0));

  private RetryDecision decide(SendResult result, int attempt) {
    return rules.decide(result, attempt, RESEND, 0.5);
  }

  @Test
  void accepted_is_done() {
    assertThat(decide(new SendResult.Accepted(Exchange.NONE), 1))
        .isEqualTo(new RetryDecision.Done());
  }

  @Test
  void throttled_waits_as_long_as_it_was_told_and_is_no_attempt() {
    SendResult throttled =
        new SendResult.Throttled(Fault.SOURCE, Duration.ofMinutes(2), "too fast", Exchange.NONE);

    assertThat(decide(throttled, 99))
        .isEqualTo(new RetryDecision.Again(Duration.ofMinutes(2), false));
  }

  @Test
  void a_failure_that_may_pass_is_tried_again_later() {
    SendResult busy = new SendResult.Retryable(Fault.PROVIDER, "busy", Exchange.NONE);

    assertThat(decide(busy, 1)).isEqualTo(new RetryDecision.Again(SECOND, true));
    assertThat(decide(busy, 2)).isEqualTo(new RetryDecision.Again(Duration.ofSeconds(2), true));
    assertThat(decide(busy, 3))
        .isEqualTo(
            new RetryDecision.GiveUp(
                new TraceReason.GivenUp(3, new ProviderSaid(Kind.FAILED, "busy"))));
  }

  @Test
  void a_provider_s_hint_is_heeded_when_it_is_longer_than_the_schedule() {
    assertThat(
            decide(
                new SendResult.Retryable(
                    Fault.PROVIDER, "busy", Duration.ofSeconds(30), Exchange.NONE),
                1))
        .isEqualTo(new RetryDecision.Again(Duration.ofSeconds(30), true));
    assertThat(
            decide(
                new SendResult.Retryable(
                    Fault.PROVIDER, "busy", Duration.ofMillis(1), Exchange.NONE),
                1))
        .isEqualTo(new RetryDecision.Again(SECOND, true));
  }

  @ParameterizedTest
  @EnumSource(
      value = Rejection.class,
      names = {"RECIPIENT", "TEMPLATE", "CONTENT"})
  void what_the_provider_would_refuse_again_is_given_up(Rejection rejection) {
    SendResult.Rejected refused = new SendResult.Rejected(rejection, "no", Exchange.NONE);

    assertThat(decide(refused, 1)).isEqualTo(new RetryDecision.GiveUp(refused.reason()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Rejection.class,
      names = {"CREDENTIALS", "QUOTA"})
  void a_source_s_own_fault_is_no_message_s_end(Rejection rejection) {
    assertThat(decide(new SendResult.Rejected(rejection, "no", Exchange.NONE), 1))
        .isEqualTo(new RetryDecision.Again(SECOND, true));
  }

  @Test
  void an_unknown_outcome_is_repeated_or_held_as_the_connector_says() {
    SendResult unknown = new SendResult.Unknown(Fault.PROVIDER, "no answer", Exchange.NONE);

    assertThat(rules.decide(unknown, 1, RESEND, 0.5))
        .isEqualTo(new RetryDecision.Again(SECOND, true));
    assertThat(rules.decide(unknown, 1, HOLD, 0.5)).isEqualTo(new RetryDecision.Hold());
  }

  @Test
  void an_answer_that_does_not_tell_is_held_whatever_the_connector_says() {
    SendResult untold =
        new SendResult.Unknown(Fault.PROVIDER, "the answer does not tell", HOLD, Exchange.NONE);

    assertThat(rules.decide(untold, 1, RESEND, 0.5)).isEqualTo(new RetryDecision.Hold());
  }
}
