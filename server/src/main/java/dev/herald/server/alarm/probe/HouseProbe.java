package dev.herald.server.alarm.probe;

import dev.herald.server.alarm.Disks;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.job.JobRuns;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.ownership.ProcessLeases;
import dev.herald.server.ownership.ProcessLeases.Incarnated;
import dev.herald.server.queue.QuarantineGrowth;
import dev.herald.server.reason.AlarmReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Herald's own: its processes, their disks, its jobs, and what its queues brought in vain. */
@Component
class HouseProbe implements Probe {
  private static final int MINUTES = 10;

  /** A process that is gone for longer was taken away on purpose, or somebody knows. */
  private static final Duration LATELY = Duration.ofHours(1);

  private final ProcessLeases leases;
  private final LaneSettings settings;
  private final Disks disks;
  private final JobRuns jobs;
  private final QuarantineGrowth quarantine;

  HouseProbe(
      ProcessLeases leases,
      LaneSettings settings,
      Disks disks,
      JobRuns jobs,
      QuarantineGrowth quarantine) {
    this.leases = leases;
    this.settings = settings;
    this.disks = disks;
    this.jobs = jobs;
    this.quarantine = quarantine;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(
        AlarmKind.PROCESS_GONE, AlarmKind.DISK, AlarmKind.JOB_FAILING, AlarmKind.QUARANTINE_GROWTH);
  }

  @Override
  public List<Finding> look(Instant now) {
    return Stream.of(processes(now), disks(), jobs(), quarantine(now))
        .flatMap(List::stream)
        .toList();
  }

  /** Of each home the latest start counts. */
  private List<Finding> processes(Instant now) {
    Map<String, Incarnated> latest =
        leases.recent(LATELY).stream()
            .collect(
                Collectors.toMap(
                    Incarnated::home,
                    Function.identity(),
                    BinaryOperator.maxBy(Comparator.comparing(Incarnated::startedAt))));
    return latest.values().stream()
        .filter(process -> isLost(process, now))
        .map(process ->
            new Finding(
                AlarmKind.PROCESS_GONE,
                Subject.of(process.home()),
                Duration.between(process.beatAt(), now).toSeconds(),
                new AlarmReason.ProcessLost(process.home(), process.beatAt())))
        .toList();
  }

  /** One that is asked to end says so while its heartbeat is fresh. */
  private boolean isLost(Incarnated process, Instant now) {
    Instant until = process.endedAt() == null ? now : process.endedAt();
    return !process.beatAt().plus(settings.lease()).isAfter(until);
  }

  private List<Finding> disks() {
    return disks.seen().stream()
        .map(disk ->
            new Finding(
                AlarmKind.DISK,
                Subject.of(disk.home()),
                disk.percentFree(),
                new AlarmReason.DiskFills(disk.home(), Math.round(disk.percentFree()))))
        .toList();
  }

  private List<Finding> jobs() {
    return jobs.all().stream()
        .filter(job -> job.failures() > 0)
        .map(job ->
            new Finding(
                AlarmKind.JOB_FAILING,
                Subject.of(job.name()),
                job.failures(),
                new AlarmReason.JobFailsAgain(job.name(), job.failures())))
        .toList();
  }

  private List<Finding> quarantine(Instant now) {
    return quarantine.since(now.minus(Duration.ofMinutes(MINUTES))).stream()
        .map(arrived ->
            new Finding(
                AlarmKind.QUARANTINE_GROWTH,
                Subject.of(arrived.queue()),
                arrived.count(),
                new AlarmReason.QuarantineGrows(arrived.queue(), arrived.count(), MINUTES)))
        .toList();
  }
}
