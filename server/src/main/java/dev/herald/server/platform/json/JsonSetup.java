package dev.herald.server.platform.json;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

@Configuration(proxyBeanMethods = false)
class JsonSetup {

  /** Numbers are decimals from the request to what is sent: none passes through a double. */
  @Bean
  JsonMapperBuilderCustomizer exactNumbers() {
    return json ->
        json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().setDeserializerModifier(new WrittenNumbers()));
  }

  /** Takes the place of the usual converter, behind those for bytes and text. */
  @Bean
  ServerHttpMessageConvertersCustomizer jsonBodyConverter(JsonMapper json, JsonBodies bodies) {
    return converters -> converters.withJsonConverter(new JsonBodyConverter(json, bodies));
  }
}
