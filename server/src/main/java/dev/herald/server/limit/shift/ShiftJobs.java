package dev.herald.server.limit.shift;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShiftJobs {

  @Bean
  RecurringJob forgetShifts(Shifts shifts) {
    return new RecurringJob("forget-shifts", Duration.ofHours(6), shifts::forgetOld);
  }
}
