package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.Rules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells of alarms by each way that is set: of all that fired since the last look at once. What
 * can't be told is told in the next round.
 */
@Component
class Notifier {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);

  /** Of one notice. */
  private static final int MOST = 100;

  /** Older endings are no news. */
  private static final Duration NEWS = Duration.ofHours(1);

  private final AlarmStore store;
  private final AlarmSettings settings;
  private final Silences silences;
  private final Rules rules;
  private final AlarmMessages messages;
  private final AlertmanagerWebhook webhook;

  Notifier(
      AlarmStore store,
      AlarmSettings settings,
      Silences silences,
      Rules rules,
      AlarmMessages messages,
      AlertmanagerWebhook webhook) {
    this.store = store;
    this.settings = settings;
    this.silences = silences;
    this.rules = rules;
    this.messages = messages;
    this.webhook = webhook;
  }

  void at(Instant now) {
    AlarmSettings.Settings told = settings.read();
    List<Silences.Silence> silent = silences.list(now);
    URI address = told.webhook();
    AlarmSettings.Sender sender = told.sender();
    for (Notice.Event event : Notice.Event.values()) {
      if (address != null && event != Notice.Event.ESCALATED) {
        tell(event, Notice.Way.WEBHOOK, now, silent, notice -> webhook.post(address, notice));
      }
      if (sender != null) {
        tell(
            event,
            Notice.Way.MESSAGE,
            now,
            silent,
            notice -> messages.send(sender, notice, store.open()));
      }
    }
  }

  /** Tells, or throws. */
  private interface Teller {
    void tell(Notice notice);
  }

  private void tell(
      Notice.Event event,
      Notice.Way way,
      Instant now,
      List<Silences.Silence> silent,
      Teller teller) {
    List<Alarm> alarms =
        store.untold(event, way, now.minus(NEWS)).stream()
            .filter(alarm -> silent.stream().noneMatch(silence -> silence.covers(alarm)))
            .filter(alarm -> event != Notice.Event.ESCALATED || isOverdue(alarm, now))
            .limit(MOST)
            .toList();
    if (alarms.isEmpty()) {
      return;
    }
    try {
      teller.tell(new Notice(event, alarms));
      store.told(alarms, event, way);
    } catch (RuntimeException e) {
      log.warn("{} alarms could not be told by {}, trying again: {}", alarms.size(), way, words(e));
    }
  }

  private static String words(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private boolean isOverdue(Alarm alarm, Instant now) {
    Integer minutes = rules.book().of(alarm.kind(), alarm.subject()).escalateMinutes();
    Instant fired = alarm.firedAt();
    return minutes != null
        && fired != null
        && !fired.plus(Duration.ofMinutes(minutes)).isAfter(now);
  }
}
