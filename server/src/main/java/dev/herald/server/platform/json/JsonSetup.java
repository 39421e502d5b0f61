package dev.herald.server.platform.json;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class JsonSetup {

  /** Takes the place of the usual converter, behind those for bytes and text. */
  @Bean
  ServerHttpMessageConvertersCustomizer jsonBodyConverter(JsonMapper json, JsonBodies bodies) {
    return converters -> converters.withJsonConverter(new JsonBodyConverter(json, bodies));
  }
}
