package dev.herald.server.cost;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CostJobs {
  @Bean
  RecurringJob askBalances(BalanceJob balances) {
    return new RecurringJob("ask-balances", Duration.ofMinutes(5), balances::run);
  }
}
