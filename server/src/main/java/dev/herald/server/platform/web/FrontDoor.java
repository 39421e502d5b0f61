package dev.herald.server.platform.web;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Who can reach this process, and whose word it takes for who that is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProxySettings.class)
class FrontDoor {
  private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);
  private static final String STRATEGY = "server.forward-headers-strategy";

  /** Settings of the web server that would trust whole networks, or everybody. */
  private static final List<String> TRUSTING =
      List.of(
          "server.tomcat.remoteip.remote-ip-header",
          "server.tomcat.remoteip.protocol-header",
          "server.tomcat.remoteip.internal-proxies",
          "server.tomcat.remoteip.trusted-proxies");

  private final Proxies proxies;
  private final ListenAddress listening;
  private final PublicUrl url;

  FrontDoor(
      ProxySettings settings, ListenAddress listening, PublicUrl url, Environment environment) {
    refuseTrust(environment);
    this.proxies = Proxies.of(settings.proxies());
    this.listening = listening;
    this.url = url;
  }

  private static void refuseTrust(Environment environment) {
    if (!environment.getProperty(STRATEGY, "none").equalsIgnoreCase("none")) {
      throw trusting(STRATEGY, environment);
    }
    TRUSTING.stream()
        .filter(environment::containsProperty)
        .findFirst()
        .ifPresent(setting -> {
          throw trusting(setting, environment);
        });
  }

  private static RuntimeException trusting(String setting, Environment environment) {
    return new InvalidConfigurationPropertyValueException(
        setting,
        environment.getProperty(setting),
        "It would let callers forge their addresses. Take it out, and name your proxies instead:"
            + " herald.proxies=10.0.0.5");
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> forwarded() {
    return server -> {
      if (!proxies.isEmpty()) {
        server.addEngineValves(new ForwardedValve(proxies));
      }
    };
  }

  @EventListener(ApplicationReadyEvent.class)
  void warn() {
    boolean encryptedBefore = !proxies.isEmpty() && url.isEncrypted();
    if (!listening.isLoopback() && !listening.isEncrypted() && !encryptedBefore) {
      log.warn(
          "Herald listens on {} in plain HTTP: whoever is on the way reads keys, passwords and"
              + " messages. Let a proxy end TLS (herald.proxies and herald.url=https://…), set"
              + " server.ssl, or go back to server.address=127.0.0.1; docs/run-it.md says how.",
          listening.written());
    }
  }
}
