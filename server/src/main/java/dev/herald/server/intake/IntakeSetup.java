package dev.herald.server.intake;

import dev.herald.server.application.Callers;
import dev.herald.server.intake.relay.ConditionalOnKafka;
import dev.herald.server.intake.relay.Relay;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
class IntakeSetup {
  /** Behind what refuses a request before it is read. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  @Bean
  @ConditionalOnKafka
  FilterRegistrationBean<OutageFilter> submissionsDuringOutage(Relay relay) {
    var filter = new FilterRegistrationBean<>(new OutageFilter(relay));
    filter.addUrlPatterns(SubmissionController.PATH, SubmissionController.PATH + "/bulk");
    filter.setOrder(ORDER - 1);
    return filter;
  }

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
}
