package dev.herald.server.lane;

import dev.herald.server.directory.Tenants;
import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TenantChannel;
import dev.herald.server.task.store.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All lanes of this process: where submissions are saved and handed over. */
@Component
public class Lanes implements SmartLifecycle {
  private final Map<String, Lane> lanes = new TreeMap<>();
  private final TaskStore store;
  private final Ownership ownership;
  private final boolean handles;
  private volatile boolean running;

  Lanes(
      LaneSettings settings,
      TaskStore store,
      Ownership ownership,
      TaskHandler handler,
      Tenants tenants,
      Roles roles) {
    this.store = store;
    this.ownership = ownership;
    this.handles = roles.has(Role.HANDLER);
    Lane.Shared shared =
        new Lane.Shared(
            store,
            handler,
            ownership::lease,
            ownership.inFlight(),
            new UrgentUse(System::nanoTime),
            tenants::weight);
    settings
        .lanes()
        .forEach((name, lane) -> lanes.put(name, new Lane(name, lane, settings.poll(), shared)));
    ownership.onAdoption(() -> lanes.values().forEach(Lane::hurry));
  }

  /**
   * Saves a submission and, once it is durable, starts to send it.
   *
   * @param lane of all its messages
   * @throws RequestProblem.Unavailable when it could not be saved
   */
  public Saved accept(String lane, Submission submission) {
    Lane target = lane(lane);
    List<NewMessage> atOnce =
        submission.messages().stream().filter(message -> message.dueAt() == null).toList();
    if (atOnce.isEmpty()) {
      return store.save(lane, submission, null);
    }
    Set<TenantChannel> flows = atOnce.stream().map(TenantChannel::of).collect(Collectors.toSet());
    Room room = target.reserve(flows, NewMessage.pieces(atOnce));
    if (room == null) {
      Saved saved = store.save(lane, submission, null);
      target.hurry(flows);
      return saved;
    }
    return handOver(target, room, submission, atOnce);
  }

  /** What is saved as owned is in hand before, so that it is never taken for forgotten. */
  private Saved handOver(Lane lane, Room room, Submission submission, List<NewMessage> atOnce) {
    ProcessLease owner = ownership.lease();
    List<ClaimedTask> claim =
        atOnce.stream().map(m -> new ClaimedTask(MessageTask.handedOver(m), owner)).toList();
    claim.forEach(ownership.inFlight()::add);
    Set<UUID> fresh = Set.of();
    try {
      Saved saved = store.save(lane.name(), submission, owner.id());
      fresh = fresh(saved);
      return saved;
    } finally {
      for (ClaimedTask task : claim) {
        if (fresh.contains(task.task().id())) {
          lane.run(task, room);
        } else {
          ownership.inFlight().remove(task);
          room.giveBack(task.pieces());
        }
      }
    }
  }

  private static Set<UUID> fresh(Saved saved) {
    return saved instanceof Saved.Accepted accepted
        ? accepted.ack().messages().stream()
            .filter(line -> !line.duplicate())
            .map(Saved.Line::id)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private Lane lane(String name) {
    @Nullable Lane lane = lanes.get(name);
    if (lane == null) {
      throw new RequestProblem.Invalid(
          List.of(
              new FieldError(
                  "lane", "there is no lane '%s'".formatted(name), "one of " + lanes.keySet())));
    }
    return lane;
  }

  /** The present life of this process. */
  public ProcessLease lease() {
    return ownership.lease();
  }

  @Override
  public void start() {
    ownership.start(handles);
    if (handles) {
      lanes.values().forEach(Lane::start);
    }
    running = true;
  }

  /** Takes nothing new, and lets what is in hand finish; the rest is adopted by others. */
  void drain(Duration limit) {
    lanes.values().forEach(Lane::close);
    ownership.awaitEmpty(lanes.values(), limit);
  }

  @Override
  public void stop() {
    running = false;
    ownership.end();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Runs before the web server takes requests, and stops after it took its last. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 50_000;
  }
}
