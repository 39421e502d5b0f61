package dev.herald.server.alarm.probe;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProbeJobs {
  @Bean
  RecurringJob lookAtCertificate(CertificateLooks certificates) {
    return new RecurringJob("look-at-certificate", Duration.ofHours(6), certificates::look);
  }
}
