package dev.herald.server.platform;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class PlatformSetup {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Vault vault(VaultSettings settings, JdbcClient jdbc) {
    return new VaultOpening(settings, jdbc).open();
  }

  /** Takes the place of the usual converter, behind those for bytes and text. */
  @Bean
  ServerHttpMessageConvertersCustomizer jsonBodyConverter(JsonMapper json, JsonBodies bodies) {
    return converters -> converters.withJsonConverter(new JsonBodyConverter(json, bodies));
  }
}
