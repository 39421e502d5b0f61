package dev.herald.server.attachment;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentSettings.class)
class AttachmentSetup {
  @Bean
  RecurringJob forgetFiles(FileStore store, AttachmentSettings settings) {
    return new RecurringJob(
        "forget-files", Duration.ofHours(1), () -> store.forget(settings.keptUnused()));
  }
}
