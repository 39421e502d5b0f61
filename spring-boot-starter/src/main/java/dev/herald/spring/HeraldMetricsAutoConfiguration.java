package dev.herald.spring;

import dev.herald.client.CallObserver;
import dev.herald.spring.outbox.Outbox;
import dev.herald.spring.outbox.OutboxAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Calls to Herald and the outbox as Micrometer meters. */
@AutoConfiguration(
    after = {CompositeMeterRegistryAutoConfiguration.class, OutboxAutoConfiguration.class})
@ConditionalOnClass({MeterRegistry.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnBean(MeterRegistry.class)
public class HeraldMetricsAutoConfiguration {

  @Bean
  CallObserver heraldCallMetrics(ObjectProvider<MeterRegistry> registry) {
    return call -> registry.ifAvailable(meters -> HeraldMetrics.record(call, meters));
  }

  @Bean
  @ConditionalOnBean(Outbox.class)
  MeterBinder heraldOutboxMetrics(Outbox outbox) {
    return meters -> HeraldMetrics.bind(outbox, meters);
  }
}
