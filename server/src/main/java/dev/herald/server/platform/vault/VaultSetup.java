package dev.herald.server.platform.vault;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class VaultSetup {

  @Bean
  Vault vault(VaultSettings settings, JdbcClient jdbc) {
    return new VaultOpening(settings, jdbc).open();
  }
}
