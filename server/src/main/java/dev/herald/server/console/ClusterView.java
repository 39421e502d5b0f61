package dev.herald.server.console;

import dev.herald.server.job.JobRuns;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.ownership.ProcessLeases;
import dev.herald.server.retention.Storage;
import dev.herald.server.statistics.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the cluster is made of. */
@Component
class ClusterView {
  private final ProcessLeases leases;
  private final Storage storage;
  private final Backlog backlog;
  private final LaneSettings lanes;
  private final JobRuns jobs;
  private final Clock clock;

  ClusterView(
      ProcessLeases leases,
      Storage storage,
      Backlog backlog,
      LaneSettings lanes,
      JobRuns jobs,
      Clock clock) {
    this.leases = leases;
    this.storage = storage;
    this.backlog = backlog;
    this.lanes = lanes;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param version of the process that answers
   * @param partitions newest first
   * @param jobs that the cluster shares, by name
   * @param waiting due and in nobody's hand, in all lanes
   */
  record SystemView(
      String version,
      Storage.Database database,
      List<ProcessView> processes,
      List<JobRuns.Job> jobs,
      List<Storage.Month> partitions,
      Backlog.Waiting waiting) {}

  /**
   * One start of a process.
   *
   * @param roles for example {@code api,handler}; null: a version before there were roles
   * @param alive its heartbeat is written
   * @param inHand messages that it is sending
   */
  record ProcessView(
      UUID incarnation,
      String home,
      long pid,
      @Nullable String roles,
      @Nullable String version,
      Instant startedAt,
      Instant beatAt,
      boolean alive,
      long inHand) {}

  SystemView look() {
    return new SystemView(
        version(), storage.database(), processes(), jobs.all(), storage.months(), waiting());
  }

  private static String version() {
    return Objects.requireNonNullElse(
        ClusterView.class.getPackage().getImplementationVersion(), "development");
  }

  private List<ProcessView> processes() {
    Instant lapsed = clock.instant().minus(lanes.lease());
    return leases.recent(Duration.ofDays(1)).stream()
        .map(each ->
            new ProcessView(
                each.incarnation(),
                each.home(),
                each.pid(),
                each.roles(),
                each.version(),
                each.startedAt(),
                each.beatAt(),
                each.endedAt() == null && each.beatAt().isAfter(lapsed),
                each.endedAt() == null ? backlog.inHand(each.incarnation()) : 0))
        .toList();
  }

  private Backlog.Waiting waiting() {
    return lanes.lanes().keySet().stream()
        .map(backlog::of)
        .reduce(new Backlog.Waiting(0, false, null), Backlog.Waiting::plus);
  }
}
