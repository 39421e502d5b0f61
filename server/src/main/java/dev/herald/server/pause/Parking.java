package dev.herald.server.pause;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.database.GroupCommit;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Where tasks wait while something is paused, however many: each is put aside for an hour with one
 * line in its trace, and called back within two seconds of the end of the pause. Should the calling
 * back fail, the hour ends too.
 */
@Component
public class Parking implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Parking.class);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Looks in a minute. */
  private static final int A_MINUTE = 60;

  private static final GroupCommit.Settings TOGETHER =
      new GroupCommit.Settings(1, 1_000, 50_000, Duration.ofSeconds(10));

  private final ParkedTasks tasks;
  private final Pauses pauses;
  private final WaitingActs acts;
  private final Drains drains;
  private final Sources sources;
  private final Clock clock;
  private final boolean handles;
  private final GroupCommit<ParkedTasks.Parked, Boolean> arrivals;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("parking").daemon().factory());
  private volatile boolean running;
  private int looks;

  Parking(
      ParkedTasks tasks,
      Pauses pauses,
      WaitingActs acts,
      Drains drains,
      Sources sources,
      Roles roles,
      Clock clock) {
    this.tasks = tasks;
    this.pauses = pauses;
    this.acts = acts;
    this.drains = drains;
    this.clock = clock;
    this.sources = sources;
    this.handles = roles.has(Role.HANDLER);
    this.arrivals = new GroupCommit<>("parking", TOGETHER, _ -> 1, tasks::add);
  }

  /** When a task that was put aside is looked at again, whatever happens, and why it waits. */
  public record Wait(Duration after, Reason reason) {}

  /** What stands in a task's way. */
  public sealed interface Way {
    /** Nothing. */
    record Free() implements Way {}

    /** It waits. */
    record Held(Wait until) implements Way {}

    /** Somebody decided that it is not to be sent any more. */
    record Over(Reason reason) implements Way {}
  }

  /**
   * @param place whose end calls back what waits; null: nothing waits
   */
  private record Found(Way way, ParkedTasks.@Nullable Place place) {}

  private static final Found FREE = new Found(new Way.Free(), null);

  /** What stands in a task's way; what does is told to whoever calls it back. */
  public Way on(MessageTask task) {
    Found found = find(task.message());
    if (found.place != null) {
      park(found.place, task);
    }
    return found.way;
  }

  /** What stands in a message's way. */
  public Way of(NewMessage message) {
    return find(message).way;
  }

  private Found find(NewMessage message) {
    Optional<WaitingAct> act = acts.on(message);
    if (act.isPresent() && !act.get().holds(clock.instant())) {
      return new Found(new Way.Over(act.get().reasonTold()), null);
    }
    Optional<Pause> pause = pauses.on(message);
    if (pause.isPresent()) {
      return held(pause.get().reasonTold(), place(pause.get()));
    }
    return act.map(held -> held(held.heldTold(), place(held))).orElse(FREE);
  }

  private static Found held(Reason reason, ParkedTasks.Place place) {
    return new Found(new Way.Held(new Wait(HOUR, reason)), place);
  }

  private static ParkedTasks.Place place(Pause pause) {
    return new ParkedTasks.Place(pause.kind().name(), pause.target());
  }

  static ParkedTasks.Place place(WaitingAct act) {
    return new ParkedTasks.Place(ParkedTasks.ACT, act.id().toString());
  }

  /** Whether something is paused or held, but for sources. */
  public boolean holdsSome() {
    return !pauses.list().isEmpty() || !acts.open().isEmpty();
  }

  /** The first of the sources that is resumed calls it back. */
  public Wait behind(List<ConfiguredSource> paused, MessageTask task) {
    for (ConfiguredSource source : paused) {
      park(new ParkedTasks.Place(ParkedTasks.SOURCE, source.source().id().toString()), task);
    }
    return behind(paused);
  }

  /** As above, of one that is not there. */
  public Wait behind(List<ConfiguredSource> paused) {
    return new Wait(
        HOUR,
        paused.stream()
            .map(ConfiguredSource::pause)
            .filter(Objects::nonNull)
            .max(
                Comparator.comparing(
                    pause -> Objects.requireNonNullElse(pause.since(), Instant.MIN)))
            .map(last -> reason(paused, last))
            .orElseThrow());
  }

  /** The last of the pauses is what keeps it from being sent. */
  private static Reason reason(List<ConfiguredSource> paused, ConfiguredSource.Pause last) {
    return new TraceReason.SourcesPaused(
        paused.stream().map(source -> source.source().code()).toList(),
        last.by(),
        last.since(),
        last.reason());
  }

  private void park(ParkedTasks.Place place, MessageTask task) {
    arrivals.write(new ParkedTasks.Parked(place, task.id(), task.sequence() + 1));
  }

  private void look() {
    try {
      List<ParkedTasks.Place> slow = drains.places();
      List<ParkedTasks.Place> places = tasks.places();
      places.stream()
          .filter(place -> !isHeld(place) && !slow.contains(place))
          .forEach(this::callBack);
      slow.forEach(place -> drain(place, places.contains(place)));
      acts.open().stream().filter(act -> !act.holds(clock.instant())).forEach(act -> goesOn(act));
      looks++;
    } catch (RuntimeException e) {
      log.warn("Looking for ended pauses failed, trying again: {}", e.toString());
    }
  }

  private boolean isHeld(ParkedTasks.Place place) {
    return switch (place.kind()) {
      case ParkedTasks.SOURCE ->
          sources.find(UUID.fromString(place.target())).map(ConfiguredSource::paused).orElse(false);
      case ParkedTasks.ACT ->
          acts.find(UUID.fromString(place.target()))
              .map(act -> act.endedAt() == null && act.holds(clock.instant()))
              .orElse(false);
      default -> pauses.find(Pause.Kind.valueOf(place.kind()), place.target()).isPresent();
    };
  }

  private void callBack(ParkedTasks.Place place) {
    int called = 0;
    for (int some = 1; some > 0; called += some) {
      some = tasks.callBack(place);
    }
    if (called > 0) {
      log.info("{} {} goes on; {} tasks called back", place.kind(), place.target(), called);
    }
  }

  private void drain(ParkedTasks.Place place, boolean someWait) {
    if (!someWait) {
      drains.end(place);
    } else if (!isHeld(place)) {
      if (looks % A_MINUTE == 0) {
        drains.keep(place);
      }
      int most = drains.turn(place);
      if (most > 0) {
        tasks.callBack(place, most);
      }
    }
  }

  private void goesOn(WaitingAct act) {
    if (!act.called()) {
      while (acts.callFor(act)) {
        // until none is left
      }
    } else if (looks % 10 == 0) {
      acts.endIfDone(act);
    }
  }

  @Override
  public void start() {
    running = true;
    if (handles) {
      watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }
  }

  @Override
  public void stop() {
    watch.shutdownNow();
    arrivals.close();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the lanes did. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 90_000;
  }
}
