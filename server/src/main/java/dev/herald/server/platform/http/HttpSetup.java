package dev.herald.server.platform.http;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpSettings.class, BodyMemory.Settings.class})
class HttpSetup {

  @Bean
  BodyMemory bodyRoom(BodyMemory.Settings settings) {
    return new BodyMemory(settings.bytes());
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> limits(
      HttpSettings settings, BodyMemory memory) {
    return tomcat -> {
      tomcat.setProtocol(LimitedProtocol.class.getName());
      tomcat.addProtocolHandlerCustomizers(
          (TomcatProtocolHandlerCustomizer<LimitedProtocol>) protocol -> protocol.limit(settings));
      tomcat.addEngineValves(new BodyValve(new MeteredBody.Limits(memory, settings.patience())));
    };
  }
}
