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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Roles.class)
class PlatformSetup {

  /** Before anything is written there. */
  @Bean
  static BeanFactoryPostProcessor closedHome(Environment environment) {
    return _ -> new HomeFolder(Path.of(environment.getRequiredProperty("herald.home"))).close();
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
}
