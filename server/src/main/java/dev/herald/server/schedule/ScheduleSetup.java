package dev.herald.server.schedule;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScheduleSettings.class)
class ScheduleSetup {
  /** What works off fires. */
  static final String SEND = "send-fires";

  private static final Duration OFTEN = Duration.ofSeconds(1);

  @Bean
  RecurringJob fireSchedules(Clockwork clockwork) {
    return new RecurringJob("fire-schedules", OFTEN, clockwork::run);
  }

  @Bean
  RecurringJob sendFires(FireWorker fireWorker) {
    return new RecurringJob(SEND, OFTEN, fireWorker::run);
  }

  @Bean
  RecurringJob forgetFires(Fires fires, ScheduleSettings settings) {
    return new RecurringJob(
        "forget-fires", Duration.ofHours(1), () -> fires.forget(settings.kept()));
  }
}
