package dev.herald.server.answer;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnswerSettings.class)
class AnswerSetup {
  @Bean
  RecurringJob forgetAnswers(
      DeliveryLog deliveries, SubscriptionRows subscriptions, AnswerSettings settings) {
    return new RecurringJob(
        "forget-answers",
        Duration.ofHours(1),
        () -> {
          deliveries.forget(settings.kept());
          subscriptions.forgetUnwanted();
        });
  }
}
