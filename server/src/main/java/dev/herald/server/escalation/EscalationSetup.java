package dev.herald.server.escalation;

import dev.herald.server.job.RecurringJob;
import dev.herald.server.task.store.Escalations;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EscalationSetup {
  @Bean
  RecurringJob escalateMessages(Escalations escalations) {
    return new RecurringJob(
        "escalate-messages",
        Duration.ofSeconds(1),
        () -> {
          boolean more = true;
          while (more && !Thread.currentThread().isInterrupted()) {
            more = escalations.escalate();
          }
        });
  }
}
