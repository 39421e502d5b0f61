package dev.herald.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Says on each answer of a deprecated operation that it is, and when it ends. */
@Configuration(proxyBeanMethods = false)
class DeprecationHeaders implements HandlerInterceptor, WebMvcConfigurer {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Deprecation deprecation = method.getMethodAnnotation(Deprecation.class);
      if (deprecation != null) {
        of(deprecation).forEach(response::addHeader);
      }
    }
    return true;
  }

  static Map<String, String> of(Deprecation deprecation) {
    return Map.of(
        "Deprecation", "@" + start(deprecation.since()).getEpochSecond(),
        "Sunset", HTTP_DATE.format(start(deprecation.sunset()).atOffset(ZoneOffset.UTC)),
        "Link", "<%s>; rel=\"deprecation\"".formatted(deprecation.link()));
  }

  private static Instant start(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
