package dev.herald.server.schedule;

import dev.herald.channel.Reason;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.schedule.rule.Missed;
import dev.herald.server.schedule.rule.Slots;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a fire of each slot that is due. */
@Component
class Clockwork {
  /** In one transaction; more follow in the next. */
  private static final int MOST_SLOTS = 500;

  private final ScheduleRows rows;
  private final Fires fires;
  private final ScheduleRules rules;
  private final ScheduleSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Clockwork(
      ScheduleRows rows,
      Fires fires,
      ScheduleRules rules,
      ScheduleSettings settings,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.rows = rows;
    this.fires = fires;
    this.rules = rules;
    this.settings = settings;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  void run() {
    run(clock.instant());
  }

  void run(Instant now) {
    boolean any = true;
    while (any) {
      any = Boolean.TRUE.equals(transaction.execute(_ -> one(now)));
    }
  }

  private boolean one(Instant now) {
    Optional<Schedule> due = rows.lockDue(now);
    if (due.isEmpty()) {
      return false;
    }
    Schedule schedule = due.get();
    ScheduleSpec spec = schedule.spec();
    FieldErrors none = new FieldErrors();
    Missed missed = ScheduleRules.choice("missed", spec.missed(), Missed.ONCE, none);
    boolean skips = "skip".equals(spec.overlap());
    Slots slots = rules.slots(spec);
    byte[] sealed = rows.sealed(schedule.id(), spec);
    Instant slot = schedule.nextAt();
    for (int i = 0; i < MOST_SLOTS && slot != null && !slot.isAfter(now); i++) {
      Instant following = slots.next(slot);
      boolean fires = missed.fires(slot, following, now, settings.grace());
      Reason skipped = fires ? overlap(schedule, skips) : new SubmissionFault.FireMissed();
      this.fires.insert(schedule, sealed, new Fires.Fresh(slot, skipped, null));
      slot = following;
    }
    rows.next(schedule.id(), slot);
    return true;
  }

  private @Nullable Reason overlap(Schedule schedule, boolean skips) {
    return skips && fires.hasOpen(schedule.id()) ? new SubmissionFault.FireOverlaps() : null;
  }
}
