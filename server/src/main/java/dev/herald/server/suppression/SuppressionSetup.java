package dev.herald.server.suppression;

import dev.herald.server.platform.database.KeyFilterUpkeep;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SuppressionSettings.class)
class SuppressionSetup {
  @Bean
  KeyFilterUpkeep suppressionFilter(SuppressionStore store) {
    return new KeyFilterUpkeep(store);
  }
}
