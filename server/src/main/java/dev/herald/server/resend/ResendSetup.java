package dev.herald.server.resend;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResendSettings.class)
class ResendSetup {
  /** For one that waits for its time, or was made by a process that died then. */
  private static final Duration EVERY = Duration.ofSeconds(2);

  @Bean
  RecurringJob resends(ResendWorker worker) {
    return new RecurringJob(ResendPlan.JOB, EVERY, worker::run);
  }
}
