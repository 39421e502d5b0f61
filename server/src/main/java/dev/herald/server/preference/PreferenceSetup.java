package dev.herald.server.preference;

import dev.herald.server.job.RecurringJob;
import dev.herald.server.platform.database.KeyFilterUpkeep;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PreferenceSettings.class)
class PreferenceSetup {
  @Bean
  KeyFilterUpkeep preferenceFilter(PreferenceStore store) {
    return new KeyFilterUpkeep(store);
  }

  @Bean
  RecurringJob forgetDailyCounts(FrequencyCaps caps) {
    return new RecurringJob("forget-daily-doses", Duration.ofHours(6), caps::forget);
  }
}
