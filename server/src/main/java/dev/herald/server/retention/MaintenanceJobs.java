package dev.herald.server.retention;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When what is kept is looked after. */
@Configuration(proxyBeanMethods = false)
class MaintenanceJobs {
  private static final Duration EVERY = Duration.ofHours(6);
  private static final Duration DROPPING = Duration.ofHours(1);

  private final Maintenance maintenance;
  private final OldMessages messages;
  private final RetentionRuns runs;

  MaintenanceJobs(Maintenance maintenance, OldMessages messages, RetentionRuns runs) {
    this.maintenance = maintenance;
    this.messages = messages;
    this.runs = runs;
  }

  @Bean
  RecurringJob makePartitions() {
    return new RecurringJob("make-partitions", EVERY, maintenance::makePartitions);
  }

  @Bean
  RecurringJob dropOldMessages() {
    return new RecurringJob("drop-old-messages", DROPPING, this::letGo);
  }

  private void letGo() {
    messages.letGo();
    runs.forget();
  }

  @Bean
  RecurringJob forgetIdempotencyKeys() {
    return new RecurringJob("forget-idempotency-keys", EVERY, maintenance::forgetIdempotencyKeys);
  }

  @Bean
  RecurringJob forgetDeduplication() {
    return new RecurringJob("forget-deduplication", EVERY, maintenance::forgetDeduplication);
  }

  @Bean
  RecurringJob forgetStatistics() {
    return new RecurringJob("forget-statistics", EVERY, maintenance::forgetStatistics);
  }

  @Bean
  RecurringJob forgetResends() {
    return new RecurringJob("forget-resends", EVERY, maintenance::forgetResends);
  }

  @Bean
  RecurringJob forgetProcesses() {
    return new RecurringJob("forget-processes", EVERY, maintenance::forgetProcesses);
  }
}
