package dev.herald.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SummaryTest {
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);
  private static final List<Notice> NOTICES =
      List.of(
          new Notice(0, Company.HENGTONG, "email", 0), new Notice(1, Company.NORTHWIND, "sms", 0));

  private static Summary summary(Ledger ledger) {
    Submission.Accepted accepted =
        new Submission.Accepted(List.of(FIRST, SECOND), Duration.ofMillis(1_234));
    return Summary.of(NOTICES, accepted, ledger, Duration.ofMillis(2_346));
  }

  private static Ending sent(UUID id, int attempts) {
    return new Ending(id, Ending.Fate.SENT, attempts, "");
  }

  @Test
  void what_both_sides_have_once_is_complete() {
    Summary summary =
        summary(
            new Ledger(Map.of(FIRST, sent(FIRST, 1), SECOND, sent(SECOND, 3)), Set.of(), Set.of()));

    assertThat(summary.isComplete()).isTrue();
    assertThat(summary.total()).isEqualTo(new Summary.Line(2, 2, 0, 0, 2));
  }

  @Test
  void what_the_server_calls_sent_and_no_stand_in_has_is_lost() {
    Summary summary =
        summary(
            new Ledger(
                Map.of(FIRST, sent(FIRST, 1), SECOND, sent(SECOND, 1)), Set.of(SECOND), Set.of()));

    assertThat(summary.total().lost()).isEqualTo(1);
    assertThat(summary.isComplete()).isFalse();
  }

  @Test
  void what_was_accepted_and_the_server_does_not_know_is_lost() {
    Summary summary = summary(new Ledger(Map.of(FIRST, sent(FIRST, 1)), Set.of(SECOND), Set.of()));

    assertThat(summary.total().lost()).isEqualTo(1);
    assertThat(summary.isComplete()).isFalse();
  }

  @Test
  void a_double_is_never_complete() {
    Summary summary =
        summary(
            new Ledger(
                Map.of(FIRST, sent(FIRST, 1), SECOND, sent(SECOND, 1)), Set.of(), Set.of(FIRST)));

    assertThat(summary.isComplete()).isFalse();
  }

  @Test
  void what_failed_is_not_lost_but_counted_with_its_reason() {
    Ending failed = new Ending(SECOND, Ending.Fate.FAILED, 1, "Failed: no such mailbox.");
    Summary summary =
        summary(
            new Ledger(Map.of(FIRST, sent(FIRST, 1), SECOND, failed), Set.of(SECOND), Set.of()));

    assertThat(summary.total().lost()).isZero();
    assertThat(summary.failures()).containsExactly(Map.entry("Failed: no such mailbox.", 1L));
    assertThat(summary.isComplete()).isTrue();
  }

  @Test
  void the_json_has_every_figure() {
    JsonNode json =
        summary(
                new Ledger(
                    Map.of(FIRST, sent(FIRST, 2), SECOND, sent(SECOND, 1)), Set.of(), Set.of()))
            .json();

    assertThat(json.path("accepted").asInt()).isEqualTo(2);
    assertThat(json.path("sent").asInt()).isEqualTo(2);
    assertThat(json.path("failed").asInt(-1)).isZero();
    assertThat(json.path("lost").asInt(-1)).isZero();
    assertThat(json.path("doubled").asInt(-1)).isZero();
    assertThat(json.path("retries").asInt()).isEqualTo(1);
    assertThat(json.path("acceptSeconds").asDouble()).isEqualTo(1.23);
    assertThat(json.path("sentSeconds").asDouble()).isEqualTo(2.35);
    assertThat(json.at("/byChannel/email/retries").asInt()).isEqualTo(1);
    assertThat(json.path("byChannel").propertyNames()).containsExactlyElementsOf(Burst.CHANNELS);
    assertThat(json.toString()).doesNotContain("\n");
  }
}
