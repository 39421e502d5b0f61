package dev.herald.server.platform.http;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpSettings.class, BodyRoom.Settings.class})
class HttpSetup {

  @Bean
  BodyRoom bodyRoom(BodyRoom.Settings settings) {
    return new BodyRoom(settings.bytes());
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> limits(
      HttpSettings settings, BodyRoom room) {
    return tomcat -> {
      tomcat.setProtocol(LimitedProtocol.class.getName());
      tomcat.addProtocolHandlerCustomizers(
          (TomcatProtocolHandlerCustomizer<LimitedProtocol>) protocol -> protocol.limit(settings));
      tomcat.addEngineValves(new BodyValve(new MeteredBody.Limits(room, settings.patience())));
    };
  }
}
