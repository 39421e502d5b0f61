package dev.herald.server.queue;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks for a queue of a kind in the configuration. */
final class OnQueue implements Condition {
  private static final String QUEUES = "herald.queues";

  /** Enough of a queue to tell its kind. */
  record Kind(String kind) {}

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata annotated) {
    Map<String, Object> asked =
        annotated.getAnnotationAttributes(ConditionalOnQueue.class.getName());
    return asked != null
        && Binder.get(context.getEnvironment())
            .bind(QUEUES, Bindable.mapOf(String.class, Kind.class))
            .orElse(Map.of())
            .values()
            .stream()
            .anyMatch(queue -> queue.kind.equals(asked.get("value")));
  }
}
