package dev.herald.server.queue;

import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.Shutdown;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads every configured queue, as long as this process takes submissions in. */
@Component
class QueueListeners implements SmartLifecycle {
  private final Receiver.Parts parts;
  private final boolean listens;
  private final List<Queue> queues = new ArrayList<>();
  private final Map<String, QueueKind.Listener> listeners = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  QueueListeners(
      QueueSettings settings,
      List<QueueKind> kinds,
      Receiver.Parts parts,
      Shutdown shutdown,
      Roles roles,
      MeterRegistry meters,
      Clock clock) {
    this.parts = parts;
    this.listens = roles.has(Role.API);
    new TreeMap<>(settings.queues())
        .forEach((name, binding) ->
            queues.add(
                new Queue(
                    name,
                    binding,
                    kind(name, binding, kinds),
                    new QueueFigures(name, meters, clock))));
    shutdown.onBegin(this::stop);
  }

  private record Queue(String name, Binding binding, QueueKind kind, QueueFigures figures) {}

  private static QueueKind kind(String name, Binding binding, List<QueueKind> kinds) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(binding.kind()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                ("herald.queues.%s.kind is '%s', which is not a kind of queue;"
                        + " 'kafka', 'rabbitmq' and 'rocketmq' are")
                    .formatted(name, binding.kind())));
  }

  /** A queue as this process reads it. */
  record Seen(String name, Binding binding, QueueFigures figures, boolean connected) {}

  List<Seen> seen() {
    return queues.stream()
        .map(queue -> {
          QueueKind.Listener listener = listeners.get(queue.name);
          return new Seen(
              queue.name, queue.binding, queue.figures, listener != null && listener.isConnected());
        })
        .toList();
  }

  @Override
  public void start() {
    running = true;
    if (listens) {
      for (Queue queue : queues) {
        Receiver receiver = new Receiver(queue.name, queue.binding, parts, queue.figures);
        QueueKind.Listener listener = queue.kind.listen(queue.name, queue.binding, receiver);
        listeners.put(queue.name, listener);
        Thread.ofVirtual()
            .name("lag-of-" + queue.name)
            .start(new Measuring(queue.name, listener, queue.figures, stopped));
      }
    }
  }

  @Override
  public synchronized void stop() {
    if (running) {
      running = false;
      stopped.countDown();
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
