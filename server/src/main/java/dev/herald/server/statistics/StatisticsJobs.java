package dev.herald.server.statistics;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatisticsJobs {

  @Bean
  RecurringJob recountStatistics(Recount recount) {
    return new RecurringJob("recount-statistics", Duration.ofMinutes(1), recount::afterEnds);
  }
}
