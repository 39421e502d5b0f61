package dev.herald.server.upload;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UploadSetup {
  @Bean
  RecurringJob forgetUploads(UploadStore store) {
    return new RecurringJob("forget-uploads", Duration.ofHours(1), store::deleteOld);
  }
}
