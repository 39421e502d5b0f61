package dev.herald.server.inbox;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done by the clock. */
@Configuration(proxyBeanMethods = false)
class InboxUpkeep {
  private static final Duration EVERY = Duration.ofHours(6);

  @Bean
  RecurringJob forgetInboxes(InboxStore store) {
    return new RecurringJob("forget-inboxes", EVERY, store::forget);
  }
}
