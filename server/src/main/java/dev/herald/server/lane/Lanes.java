package dev.herald.server.lane;

import dev.herald.server.platform.FieldError;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TaskStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All lanes of this process: where submissions are saved and handed over. */
@Component
public class Lanes implements SmartLifecycle {
  private final Map<String, Lane> lanes = new TreeMap<>();
  private final TaskStore store;
  private final Ownership ownership;
  private volatile boolean running;

  Lanes(LaneSettings settings, TaskStore store, Ownership ownership, TaskHandler handler) {
    this.store = store;
    this.ownership = ownership;
    Lane.Shared shared =
        new Lane.Shared(store, handler, ownership::incarnation, ownership.inHand());
    settings
        .lanes()
        .forEach((name, lane) ->
            lanes.put(name, new Lane(name, lane.capacity(), settings.poll(), shared)));
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
    boolean reserved = !atOnce.isEmpty() && target.reserve(atOnce.size());
    Incarnation owner = reserved ? ownership.incarnation() : null;
    int handedOver = 0;
    try {
      Saved saved = store.save(lane, submission, owner == null ? null : owner.id());
      if (owner != null) {
        handedOver = handOver(target, owner, atOnce, saved);
      } else if (!atOnce.isEmpty()) {
        target.hurry();
      }
      return saved;
    } finally {
      if (reserved) {
        target.giveBack(atOnce.size() - handedOver);
      }
    }
  }

  private static int handOver(
      Lane lane, Incarnation owner, List<NewMessage> messages, Saved saved) {
    if (!(saved instanceof Saved.Accepted accepted)) {
      return 0;
    }
    Set<UUID> fresh = new HashSet<>();
    for (Saved.Line line : accepted.ack().messages()) {
      if (!line.duplicate()) {
        fresh.add(line.id());
      }
    }
    List<NewMessage> mine = messages.stream().filter(m -> fresh.contains(m.id())).toList();
    mine.forEach(message -> lane.run(new HeldTask(MessageTask.handedOver(message), owner)));
    return mine.size();
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

  @Override
  public void start() {
    ownership.start();
    lanes.values().forEach(Lane::start);
    running = true;
  }

  /** Lets what is in hand finish; what does not in time is adopted by others, or the next start. */
  @Override
  public void stop() {
    running = false;
    ownership.drain(lanes.values());
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
