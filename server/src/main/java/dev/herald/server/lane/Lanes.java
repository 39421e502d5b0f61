package dev.herald.server.lane;

import dev.herald.channel.Reason;
import dev.herald.server.directory.Tenants;
import dev.herald.server.ownership.ProcessLease;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TenantChannel;
import dev.herald.server.task.store.TaskStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
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
  private final UrgentUse urgentUse = new UrgentUse(System::nanoTime);
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
            store, handler, ownership::lease, ownership.inFlight(), urgentUse, tenants::weight);
    settings
        .lanes()
        .forEach((name, lane) -> lanes.put(name, new Lane(name, lane, settings.poll(), shared)));
    ownership.onAdoption(() -> lanes.values().forEach(Lane::hurry));
  }

  /**
   * A submission.
   *
   * @param lane of all its messages
   */
  public record Entry(String lane, Submission submission) {}

  /**
   * Saves submissions in one transaction and, once they are durable, starts to send them.
   *
   * @return what became of each, in their order
   * @throws RequestProblem.Unavailable when they could not be saved
   */
  public List<Saved> accept(List<Entry> entries) {
    return accept(
        entries,
        handOvers ->
            store.save(busiest(entries), handOvers.stream().map(HandOver::entry).toList()));
  }

  /**
   * A submission that was answered before.
   *
   * @param refusal why none of it is to be sent; null: nothing is known against it yet
   */
  public record Arrival(Entry entry, @Nullable Reason refusal) {}

  /**
   * Saves submissions that were answered before, of which any may have come already, in one
   * transaction, and starts to send them.
   *
   * @throws org.springframework.jdbc.UncategorizedSQLException when they could not be saved
   */
  public void arrived(List<Arrival> arrivals) {
    List<Saved> _ =
        accept(
            arrivals.stream().map(Arrival::entry).toList(),
            handOvers -> {
              List<TaskStore.Arrival> all = new ArrayList<>(arrivals.size());
              for (int i = 0; i < arrivals.size(); i++) {
                all.add(new TaskStore.Arrival(handOvers.get(i).entry(), arrivals.get(i).refusal()));
              }
              return store.save(all, ownership.lease().id());
            });
  }

  private List<Saved> accept(List<Entry> entries, Function<List<HandOver>, List<Saved>> save) {
    entries.forEach(entry -> require(entry.lane()));
    List<HandOver> handOvers = new ArrayList<>(entries.size());
    List<Saved> saved = List.of();
    try {
      for (Entry entry : entries) {
        handOvers.add(handOver(lane(entry.lane()), entry.submission()));
      }
      if (handOvers.size() > 1) {
        HandOver.introduce(handOvers);
      }
      saved = save.apply(handOvers);
      return saved;
    } finally {
      for (int i = 0; i < handOvers.size(); i++) {
        handOvers.get(i).ended(i < saved.size() ? saved.get(i) : null);
      }
    }
  }

  private HandOver handOver(Lane lane, Submission submission) {
    List<NewMessage> atOnce =
        submission.messages().stream().filter(message -> message.dueAt() == null).toList();
    if (atOnce.isEmpty()) {
      return new HandOver.Later(new TaskStore.Entry(submission, null));
    }
    Set<TenantChannel> flows = atOnce.stream().map(TenantChannel::of).collect(Collectors.toSet());
    Room room = lane.reserve(flows, NewMessage.pieces(atOnce));
    return room == null
        ? new HandOver.ToBeClaimed(lane, flows, new TaskStore.Entry(submission, null))
        : HandOver.AtOnce.of(lane, room, ownership, submission, atOnce);
  }

  /** The lane that most of them have: theirs is the transaction. */
  private static String busiest(List<Entry> entries) {
    if (entries.size() == 1) {
      return entries.getFirst().lane();
    }
    Map<String, Integer> counts = new HashMap<>();
    entries.forEach(entry -> counts.merge(entry.lane(), 1, Integer::sum));
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** All of them. */
  public Set<String> names() {
    return lanes.keySet();
  }

  /** Those that have no room for what would be sent at once. */
  public Set<String> full() {
    Set<String> full = new TreeSet<>();
    for (Lane lane : lanes.values()) {
      if (lane.isFull()) {
        full.add(lane.name());
      }
    }
    return full;
  }

  /**
   * @throws RequestProblem.Invalid when there is no such lane
   */
  public void require(String name) {
    lane(name);
  }

  private Lane lane(String name) {
    @Nullable Lane lane = lanes.get(name);
    if (lane == null) {
      throw new RequestProblem.Invalid(
          List.of(new FieldError("lane", Spelling.unknown(Thing.LANE, name, lanes.keySet()))));
    }
    return lane;
  }

  /**
   * Work of the thread that calls this, which lets messages of urgent lanes go first.
   *
   * @param share of all processors' time that it may take while they come in, more than 0
   */
  public BackgroundWork background(double share) {
    return new BackgroundWork(share * Runtime.getRuntime().availableProcessors(), urgentUse);
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
