package dev.herald.spring;

import dev.herald.client.HeraldClient;
import dev.herald.spring.outbox.Outbox;
import dev.herald.spring.outbox.OutboxAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Herald among the application's health contributors, as {@code herald}. */
@AutoConfiguration(after = {HeraldAutoConfiguration.class, OutboxAutoConfiguration.class})
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(HeraldClient.class)
@ConditionalOnEnabledHealthIndicator("herald")
public class HeraldHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "heraldHealthIndicator")
  HealthIndicator heraldHealthIndicator(HeraldClient client, ObjectProvider<Outbox> outbox) {
    return new HeraldHealthIndicator(client, outbox.getIfAvailable());
  }
}
