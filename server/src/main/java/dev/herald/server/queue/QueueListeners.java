package dev.herald.server.queue;

import dev.herald.server.platform.Shutdown;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads every configured queue, as long as this process takes submissions in. */
@Component
class QueueListeners implements SmartLifecycle {
  private final QueueSettings settings;
  private final Map<String, QueueKind> kinds;
  private final Receiver.Parts parts;
  private final boolean listens;
  private final Map<String, QueueFigures> figures = new TreeMap<>();
  private final Map<String, QueueKind.Listener> listeners = new TreeMap<>();
  private volatile boolean running;

  QueueListeners(
      QueueSettings settings,
      List<QueueKind> kinds,
      Receiver.Parts parts,
      Shutdown shutdown,
      Roles roles,
      MeterRegistry meters,
      Clock clock) {
    this.settings = settings;
    this.kinds = kinds.stream().collect(Collectors.toMap(QueueKind::name, Function.identity()));
    this.parts = parts;
    this.listens = roles.has(Role.API);
    settings.queues().forEach((name, binding) -> {
      requireKind(name, binding);
      figures.put(name, new QueueFigures(name, meters, clock));
    });
    shutdown.onBegin(this::stop);
  }

  private void requireKind(String name, Binding binding) {
    if (!kinds.containsKey(binding.kind())) {
      throw new IllegalArgumentException(
          "herald.queues.%s.kind is '%s'; kafka and rabbitmq are known"
              .formatted(name, binding.kind()));
    }
  }

  /**
   * A queue of this process.
   *
   * @param from the topic or queue at the broker
   */
  record Seen(String name, Binding binding, QueueFigures figures, boolean connected) {}

  List<Seen> seen() {
    List<Seen> seen = new ArrayList<>();
    figures.forEach((name, its) -> {
      QueueKind.Listener listener = listeners.get(name);
      seen.add(
          new Seen(
              name,
              settings.queues().get(name),
              its,
              listener != null && listener.isConnected()));
    });
    return seen;
  }

  @Override
  public void start() {
    running = true;
    if (listens) {
      settings.queues().forEach((name, binding) ->
          listeners.put(
              name,
              kinds
                  .get(binding.kind())
                  .listen(name, binding, new Receiver(name, binding, parts, figures.get(name)))));
    }
  }

  @Override
  public synchronized void stop() {
    if (running) {
      running = false;
      listeners.values().forEach(QueueKind.Listener::stop);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the lanes, and with the web server. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 2_000;
  }
}
