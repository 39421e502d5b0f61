package dev.herald.server.lane;

import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TenantChannel;
import dev.herald.server.task.store.TaskStore;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a submission's messages get from being saved to being sent. */
sealed interface HandOver {
  /** What is saved. */
  TaskStore.Entry entry();

  /**
   * To be called once, whatever became of it.
   *
   * @param saved null: it could not be saved, or nobody knows
   */
  void ended(@Nullable Saved saved);

  /** Lets tasks of several submissions that were saved together go in one call. */
  static void introduce(List<HandOver> handOvers) {
    Map<Lane, List<AtOnce>> byLane = new IdentityHashMap<>();
    for (HandOver handOver : handOvers) {
      if (handOver instanceof AtOnce atOnce) {
        byLane.computeIfAbsent(atOnce.lane, _ -> new ArrayList<>()).add(atOnce);
      }
    }
    byLane.forEach((lane, all) -> {
      List<ClaimedTask> among =
          lane.amongPeers(all.stream().flatMap(each -> each.tasks.stream()).toList());
      int next = 0;
      for (AtOnce each : all) {
        for (int i = 0; i < each.tasks.size(); i++) {
          each.tasks.set(i, among.get(next++));
        }
      }
    });
  }

  /** All of it is due later. */
  record Later(TaskStore.Entry entry) implements HandOver {
    @Override
    public void ended(@Nullable Saved saved) {}
  }

  /** Its lane has no room, and claims it when it has. */
  record ToBeClaimed(Lane lane, Set<TenantChannel> flows, TaskStore.Entry entry)
      implements HandOver {
    @Override
    public void ended(@Nullable Saved saved) {
      if (saved != null) {
        lane.hurry(flows);
      }
    }
  }

  /** What is saved as owned is in flight before, so that it is never taken for forgotten. */
  record AtOnce(
      Lane lane, Room room, InFlight inFlight, List<ClaimedTask> tasks, TaskStore.Entry entry)
      implements HandOver {
    static AtOnce of(
        Lane lane, Room room, Ownership ownership, Submission submission, List<NewMessage> due) {
      ProcessLease owner = ownership.lease();
      List<ClaimedTask> tasks =
          new ArrayList<>(
              due.stream().map(m -> new ClaimedTask(MessageTask.handedOver(m), owner)).toList());
      tasks.forEach(ownership.inFlight()::add);
      return new AtOnce(
          lane, room, ownership.inFlight(), tasks, new TaskStore.Entry(submission, owner.id()));
    }

    @Override
    public void ended(@Nullable Saved saved) {
      Set<UUID> fresh = fresh(saved);
      for (ClaimedTask task : tasks) {
        if (fresh.contains(task.task().id())) {
          lane.run(task, room);
        } else {
          task.peers().came(task.task().id());
          inFlight.remove(task);
          room.giveBack(task.pieces());
        }
      }
    }

    private static Set<UUID> fresh(@Nullable Saved saved) {
      return saved instanceof Saved.Accepted accepted
          ? accepted.ack().messages().stream()
              .filter(line -> !line.duplicate())
              .map(Saved.Line::id)
              .collect(Collectors.toSet())
          : Set.of();
    }
  }
}
