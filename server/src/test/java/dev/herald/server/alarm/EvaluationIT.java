package dev.herald.server.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.TestDatabase;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Severity;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.alarm.rule.TestRules;
import dev.herald.server.platform.vault.TestVault;
import dev.herald.server.reason.AlarmReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EvaluationIT {
  private static final Subject ESOP = Subject.ofNode("esop", "grant.vested", "sms");
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");

  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final AlarmStore store = new AlarmStore(jdbc);
  private final AlarmSettings settings = new AlarmSettings(jdbc, TestVault.create());
  private final TestRules rules = new TestRules(jdbc);
  private final List<Finding> findings = new ArrayList<>();
  private final Probed probe = new Probed();
  private final Evaluation evaluation =
      new Evaluation(List.of(probe), rules.rules(), store, settings, _ -> {});

  /** Finds what the test says, or fails. */
  private final class Probed implements Probe {
    boolean broken;

    @Override
    public Set<AlarmKind> kinds() {
      return Set.of(AlarmKind.FAILURE_RATE, AlarmKind.THROTTLED_SHARE);
    }

    @Override
    public List<Finding> look(Instant now) {
      if (broken) {
        throw new IllegalStateException("the database is away");
      }
      return findings;
    }
  }

  private static Finding failures(Subject subject, double percent) {
    return new Finding(
        AlarmKind.FAILURE_RATE,
        subject,
        percent,
        new AlarmReason.FailuresFrequent(
            "esop", "grant.vested", "sms", Math.round(percent), 3, 10, 5));
  }

  private static Finding throttled(double percent) {
    return new Finding(
        AlarmKind.THROTTLED_SHARE,
        Subject.ofSource("mail", "email"),
        percent,
        new AlarmReason.SourceThrottledOften("mail", Math.round(percent), 3, 10, 5));
  }

  private void lookAfter(int seconds) {
    evaluation.at(START.plus(Duration.ofSeconds(seconds)));
  }

  @Test
  void anAlarmFiresOnceAndIsResolvedWhenItIsOver() {
    findings.add(failures(ESOP, 30));
    lookAfter(0);
    lookAfter(10);

    assertThat(store.open())
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.state()).isEqualTo(Alarm.State.FIRING);
          assertThat(alarm.firedAt()).isEqualTo(START);
          assertThat(alarm.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(alarm.reason().code()).isEqualTo("FAILURES_FREQUENT");
        });

    findings.clear();
    lookAfter(20);
    findings.add(failures(ESOP, 25));
    lookAfter(30);
    findings.clear();
    lookAfter(40);
    assertThat(store.open()).as("better for one look").hasSize(1);
    lookAfter(60);
    assertThat(store.open()).isEmpty();
    assertThat(store.history(null, 10))
        .singleElement()
        .satisfies(
            alarm -> assertThat(alarm.resolvedAt()).isEqualTo(START.plus(Duration.ofMinutes(1))));
  }

  @Test
  void whatMustLastIsPendingBeforeItFires() {
    findings.add(throttled(50));
    lookAfter(0);
    lookAfter(50);
    assertThat(store.open().getFirst().state()).isEqualTo(Alarm.State.PENDING);
    lookAfter(60);
    assertThat(store.open().getFirst().state()).isEqualTo(Alarm.State.FIRING);
  }

  @Test
  void whatWasPendingAndPassedLeavesNothing() {
    findings.add(throttled(50));
    lookAfter(0);
    findings.clear();
    lookAfter(10);
    lookAfter(30);
    assertThat(store.open()).isEmpty();
    assertThat(store.history(null, 10)).isEmpty();
  }

  @Test
  void theClosestRuleHolds() {
    rules.set("FAILURE_RATE APPLICATION esop", 60);
    rules.set("FAILURE_RATE NODE esop/grant.vested", 90);
    Subject other = Subject.ofNode("esop", "login.code", "sms");
    Subject elsewhere = Subject.ofNode("shop", "order.paid", "sms");
    findings.addAll(List.of(failures(ESOP, 80), failures(other, 70), failures(elsewhere, 25)));
    lookAfter(0);

    assertThat(store.open())
        .extracting(alarm -> alarm.subject().key())
        .containsExactlyInAnyOrder(other.key(), elsewhere.key());
  }

  @Test
  void aLookThatFailsLeavesAlarmsAsTheyAre() {
    findings.add(failures(ESOP, 30));
    lookAfter(0);
    probe.broken = true;
    lookAfter(10);
    lookAfter(60);
    assertThat(store.open()).singleElement().satisfies(a -> assertThat(a.clearSince()).isNull());
  }

  @Test
  void noAlarmIsAboutTheNodeThatAlarmsAreSentBy() {
    settings.write(
        new AlarmSettings.Settings(
            URI.create("https://alerts.example.com/hook?token=t"),
            new AlarmSettings.Sender("esop", "grant.vested", "acme", List.of("E1"), List.of())));
    findings.add(failures(ESOP, 100));
    lookAfter(0);

    assertThat(store.open()).isEmpty();
    assertThat(settings.read().webhook()).hasHost("alerts.example.com").hasQuery("token=t");
    assertThat(
            jdbc.sql("select cast(webhook as text) from alarm_settings")
                .query(String.class)
                .single())
        .as("sealed")
        .doesNotContain("746f6b656e");
  }

  @Test
  void oneProcessOfAClusterLooks() {
    AlarmSettings other = new AlarmSettings(jdbc, TestVault.create());
    assertThat(settings.isTurn(9)).isTrue();
    assertThat(other.isTurn(9)).isFalse();
    jdbc.sql("update alarm_settings set evaluated_at = now() - interval '10 seconds'").update();
    assertThat(other.isTurn(9)).isTrue();
  }
}
