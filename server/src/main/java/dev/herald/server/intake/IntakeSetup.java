package dev.herald.server.intake;

import dev.herald.server.access.Callers;
import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResendSettings.class)
class IntakeSetup {
  /** Behind what refuses a request before it is read. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  /** For one that waits for its time, or was made by a process that died then. */
  private static final Duration RESENDS = Duration.ofSeconds(2);

  @Bean
  FilterRegistrationBean<KeyedSubmissionFilter> keyedSubmissions(
      Callers callers,
      SubmissionEndpoint endpoint,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    var filter =
        new FilterRegistrationBean<>(new KeyedSubmissionFilter(callers, endpoint, failures));
    filter.addUrlPatterns(SubmissionController.PATH);
    filter.setOrder(ORDER);
    return filter;
  }

  @Bean
  RecurringJob resends(ResendWorker worker) {
    return new RecurringJob(ResendPlan.JOB, RESENDS, worker::run);
  }
}
