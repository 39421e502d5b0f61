package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.schedule.MissedFires;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks for schedules that did not send when they should have. */
@Component
class ScheduleProbe implements Probe {
  private static final Duration LATELY = Duration.ofHours(1);

  private final MissedFires fires;

  ScheduleProbe(MissedFires fires) {
    this.fires = fires;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.SCHEDULE_MISSED);
  }

  @Override
  public List<Finding> look(Instant now) {
    return fires.since(now.minus(LATELY), now).stream()
        .map(missed ->
            new Finding(
                AlarmKind.SCHEDULE_MISSED,
                Subject.ofSchedule(missed.application(), missed.schedule()),
                missed.fires(),
                new AlarmReason.ScheduleMissedFires(
                    missed.application() + "/" + missed.schedule(), missed.fires())))
        .toList();
  }
}
