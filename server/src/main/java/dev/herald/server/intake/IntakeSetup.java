package dev.herald.server.intake;

import dev.herald.server.application.Callers;
import dev.herald.server.platform.json.JsonBodies;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class IntakeSetup {
  /** Behind what refuses a request before it is read. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  @Bean
  FilterRegistrationBean<SubmissionDoor> submissionDoor(
      Callers callers,
      Intake intake,
      SubmissionMemory memory,
      JsonBodies bodies,
      JsonMapper json,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    var door =
        new FilterRegistrationBean<>(
            new SubmissionDoor(callers, intake, memory, bodies, json, failures));
    door.addUrlPatterns(SubmissionController.PATH);
    door.setOrder(ORDER);
    return door;
  }
}
