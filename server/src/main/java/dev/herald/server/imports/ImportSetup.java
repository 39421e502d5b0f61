package dev.herald.server.imports;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportSetup {
  static final String JOB = "import-recipients";

  @Bean
  RecurringJob imports(ImportWorker worker) {
    return new RecurringJob(JOB, Duration.ofSeconds(2), worker::run);
  }
}
