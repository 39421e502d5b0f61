package dev.herald.server.queue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Only where a queue of a kind is configured, so that its client costs nobody else anything. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnQueue.class)
public @interface ConditionalOnQueue {
  /** As {@link Binding#kind} says it. */
  String value();
}
