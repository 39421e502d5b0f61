package dev.herald.server.campaign;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CampaignSettings.class)
class CampaignSetup {
  static final String JOB = "send-campaigns";

  @Bean
  RecurringJob sendCampaigns(CampaignWorker worker) {
    return new RecurringJob(JOB, Duration.ofSeconds(2), worker::run);
  }

  @Bean
  RecurringJob forgetCampaigns(CampaignRemains remains) {
    return new RecurringJob("forget-campaigns", Duration.ofHours(1), remains::forget);
  }
}
