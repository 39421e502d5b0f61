package dev.herald.server.platform;

import dev.herald.server.platform.postgres.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({VaultSettings.class, Roles.class})
class PlatformSetup {

  /** Before anything is written there. */
  @Bean
  static BeanFactoryPostProcessor closedHome(Environment environment) {
    return _ -> new HomeFolder(Path.of(environment.getRequiredProperty("herald.home"))).close();
  }

  @Bean
  static SeparatePools separatePools(Environment environment) {
    return new SeparatePools(environment);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** The embedded database holds a lock on its home; without it nothing proves who was here. */
  @Bean
  ProcessHome processHome(
      ObjectProvider<EmbeddedPostgres> embedded, @Value("${herald.home}") Path home)
      throws UnknownHostException {
    return embedded.stream().findAny().isPresent()
        ? new ProcessHome(InetAddress.getLocalHost().getHostName() + ":" + home.toAbsolutePath())
        : new ProcessHome(Ids.next().toString());
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
