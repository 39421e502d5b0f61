package dev.herald.server.alarm;

import dev.herald.server.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AlarmJobs {
  private static final Duration KEPT = Duration.ofDays(90);

  @Bean
  RecurringJob forgetAlarms(AlarmStore alarms, Silences silences, Clock clock) {
    return new RecurringJob(
        "forget-alarms",
        Duration.ofHours(6),
        () -> {
          alarms.forgetBefore(clock.instant().minus(KEPT));
          silences.forgetBefore(clock.instant().minus(KEPT));
        });
  }
}
