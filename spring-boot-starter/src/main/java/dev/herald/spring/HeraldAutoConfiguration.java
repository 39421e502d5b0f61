package dev.herald.spring;

import dev.herald.client.CallObserver;
import dev.herald.client.HeraldClient;
import dev.herald.spring.outbox.Outbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;

/** A client and a template for Herald. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "herald.client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HeraldProperties.class)
public class HeraldAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  HeraldClient heraldClient(HeraldProperties properties, ObjectProvider<CallObserver> observers) {
    List<CallObserver> all = observers.orderedStream().toList();
    return HeraldClient.at(properties.url())
        .key(key(properties.key()))
        .retries(properties.retries())
        .observer(call -> all.forEach(each -> each.ended(call)))
        .build();
  }

  private static String key(@Nullable String key) {
    if (key == null || key.isBlank()) {
      throw new InvalidConfigurationPropertyValueException(
          "herald.client.key",
          null,
          "An application's API key is needed: POST /v1/applications/{code}/keys makes one."
              + " Without Herald set herald.client.enabled to false.");
    }
    return key;
  }

  @Bean
  @ConditionalOnMissingBean
  HeraldTemplate heraldTemplate(HeraldClient client, ObjectProvider<Outbox> outbox) {
    return new HeraldTemplate(client, outbox.getIfAvailable());
  }
}
