package dev.herald.server.digest;

import dev.herald.server.job.RecurringJob;
import dev.herald.server.task.store.Digests;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DigestSetup {
  @Bean
  RecurringJob gatherDigests(Digests digests) {
    return new RecurringJob(
        "gather-digests",
        Duration.ofSeconds(1),
        () -> {
          boolean more = true;
          while (more && !Thread.currentThread().isInterrupted()) {
            more = digests.gather((members, _) -> DigestMessage.of(members)) > 0;
          }
        });
  }
}
