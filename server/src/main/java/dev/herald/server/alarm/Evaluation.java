package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Rule;
import dev.herald.server.alarm.rule.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One look at everything, and what follows for the alarms there are. */
@Component
class Evaluation {
  private static final Logger log = LoggerFactory.getLogger(Evaluation.class);

  /** Two looks, so that one that is better by chance resolves nothing. */
  private static final Duration CLEAR = Duration.ofSeconds(15);

  private final List<Probe> probes;
  private final Rules rules;
  private final AlarmStore store;
  private final AlarmSettings settings;
  private final Consequence consequence;

  Evaluation(
      List<Probe> probes,
      Rules rules,
      AlarmStore store,
      AlarmSettings settings,
      Consequence consequence) {
    this.consequence = consequence;
    this.probes = probes;
    this.rules = rules;
    this.store = store;
    this.settings = settings;
  }

  /** What Herald does itself when something begins to fire. */
  interface Consequence {
    void of(Finding finding);
  }

  void at(Instant now) {
    Set<AlarmKind> seen = EnumSet.noneOf(AlarmKind.class);
    List<Finding> bad = new ArrayList<>();
    Rules.Book book = rules.book();
    AlarmSettings.Settings told = settings.read();
    for (Probe probe : probes) {
      try {
        probe.look(now).stream()
            .filter(finding -> !told.isOwn(finding.subject()))
            .filter(finding -> book.of(finding.kind(), finding.subject()).fires(finding))
            .forEach(bad::add);
        seen.addAll(probe.kinds());
      } catch (RuntimeException e) {
        log.warn("Alarms of {} could not be looked for: {}", probe.kinds(), e.toString());
      }
    }
    apply(bad, seen, book, now);
  }

  private void apply(List<Finding> bad, Set<AlarmKind> seen, Rules.Book book, Instant now) {
    List<Alarm> open = store.open();
    for (Finding finding : bad) {
      Rule rule = book.of(finding.kind(), finding.subject());
      open.stream()
          .filter(alarm -> alarm.isOf(finding))
          .findFirst()
          .ifPresentOrElse(
              alarm -> goesOn(alarm, finding, rule, now), () -> begins(finding, rule, now));
    }
    open.stream()
        .filter(alarm -> seen.contains(alarm.kind()) && bad.stream().noneMatch(alarm::isOf))
        .forEach(alarm -> clears(alarm, now));
  }

  private void begins(Finding finding, Rule rule, Instant now) {
    store.begin(finding, rule, now);
    if (rule.forSeconds() == 0) {
      consequence.of(finding);
    }
  }

  private void goesOn(Alarm alarm, Finding finding, Rule rule, Instant now) {
    boolean fires = !alarm.since().plusSeconds(rule.forSeconds()).isAfter(now);
    store.goesOn(alarm, finding, rule, fires, now);
    if (fires && alarm.state() == Alarm.State.PENDING) {
      consequence.of(finding);
    }
  }

  private void clears(Alarm alarm, Instant now) {
    if (alarm.state() == Alarm.State.PENDING) {
      store.forget(alarm);
    } else if (alarm.clearSince() == null) {
      store.clears(alarm, now);
    } else if (!alarm.clearSince().plus(CLEAR).isAfter(now)) {
      store.resolve(alarm, now);
    }
  }
}
