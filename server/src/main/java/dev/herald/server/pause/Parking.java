package dev.herald.server.pause;

import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.database.GroupCommit;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private static final GroupCommit.Settings TOGETHER =
      new GroupCommit.Settings(1, 1_000, 50_000, Duration.ofSeconds(10));

  private final ParkedTasks tasks;
  private final Pauses pauses;
  private final Sources sources;
  private final boolean handles;
  private final GroupCommit<ParkedTasks.Parked, Boolean> arrivals;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("parking").daemon().factory());
  private volatile boolean running;

  Parking(ParkedTasks tasks, Pauses pauses, Sources sources, Roles roles) {
    this.tasks = tasks;
    this.pauses = pauses;
    this.sources = sources;
    this.handles = roles.has(Role.HANDLER);
    this.arrivals = new GroupCommit<>("parking", TOGETHER, _ -> 1, tasks::add);
  }

  /** When a task that was put aside is looked at again, whatever happens, and why it waits. */
  public record Wait(Duration after, String reason) {}

  /** What holds a task, if anything does. */
  public Optional<Pause> on(MessageTask task) {
    return pauses.on(task.message());
  }

  /** Whether a node or a lane is paused. */
  public boolean holdsSome() {
    return !pauses.list().isEmpty();
  }

  public Wait behind(Pause pause, MessageTask task) {
    park(new ParkedTasks.Place(pause.kind().name(), pause.target()), task);
    return new Wait(HOUR, pause.words());
  }

  /** The first of the sources that is resumed calls it back. */
  public Wait behind(List<ConfiguredSource> paused, MessageTask task) {
    for (ConfiguredSource source : paused) {
      park(new ParkedTasks.Place(ParkedTasks.SOURCE, source.source().id().toString()), task);
    }
    return new Wait(
        HOUR,
        "every source that could send it is paused: "
            + paused.stream().map(source -> source.source().code()).toList());
  }

  private void park(ParkedTasks.Place place, MessageTask task) {
    arrivals.write(new ParkedTasks.Parked(place, task.id(), task.sequence() + 1));
  }

  private void look() {
    try {
      tasks.places().stream().filter(place -> !isHeld(place)).forEach(this::callBack);
    } catch (RuntimeException e) {
      log.warn("Looking for ended pauses failed, trying again: {}", e.toString());
    }
  }

  private boolean isHeld(ParkedTasks.Place place) {
    return place.kind().equals(ParkedTasks.SOURCE)
        ? sources.find(UUID.fromString(place.target())).map(ConfiguredSource::paused).orElse(false)
        : pauses.find(Pause.Kind.valueOf(place.kind()), place.target()).isPresent();
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
