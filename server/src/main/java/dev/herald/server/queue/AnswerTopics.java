package dev.herald.server.queue;

import dev.herald.server.answer.AnswerTopic;
import dev.herald.server.answer.Answers;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens the topics that the configuration names for answers, as long as this process runs. */
@Component
class AnswerTopics implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AnswerTopics.class);
  private static final long RENEWED_SECONDS = 60;
  private static final long FAILED_SECONDS = 2;

  private final Map<String, Open> topics = new TreeMap<>();
  private final Answers answers;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("answer-topics").daemon().factory());
  private volatile boolean running;

  AnswerTopics(QueueSettings settings, List<QueueKind> kinds, Answers answers, Roles roles) {
    this.answers = answers;
    if (roles.has(Role.API)) {
      settings.queues().forEach((name, binding) -> open(name, binding, kinds));
    }
  }

  private record Open(String application, AnswerTopic topic) {}

  private void open(String name, Binding binding, List<QueueKind> kinds) {
    String topic = binding.answers();
    String application = binding.application();
    if (topic != null && application != null) {
      kinds.stream()
          .filter(kind -> kind.name().equals(binding.kind()))
          .findFirst()
          .ifPresent(kind -> topics.put(name, new Open(application, kind.answers(binding, topic))));
    }
  }

  /** Again and again, since topics are forgotten in time. */
  private void renewAll() {
    boolean all = true;
    for (Map.Entry<String, Open> each : topics.entrySet()) {
      all &= renewed(each.getKey(), each.getValue());
    }
    if (running) {
      watch.schedule(this::renewAll, all ? RENEWED_SECONDS : FAILED_SECONDS, TimeUnit.SECONDS);
    }
  }

  /**
   * @return false: to be tried again soon
   */
  private boolean renewed(String name, Open open) {
    try {
      answers.write(open.application, "queue-" + name, open.topic);
      return true;
    } catch (RuntimeException failure) {
      log.warn("The topic for answers of {} is opened later: {}", name, failure.toString());
      return false;
    }
  }

  @Override
  public void start() {
    running = true;
    if (!topics.isEmpty()) {
      renewAll();
    }
  }

  @Override
  public void stop() {
    running = false;
    watch.shutdownNow();
    topics.values().forEach(open -> open.topic.close());
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before anything is read, and stops after what delivers. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 85_000;
  }
}
