package dev.herald.server.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Nothing but health answers without a key. There are no cookies, so no session and no CSRF. */
@Configuration(proxyBeanMethods = false)
class SecurityRules implements WebMvcConfigurer {
  private static final String HEALTH = "/actuator/health";

  private final CallerArguments callers = new CallerArguments();

  @Bean
  SecurityFilterChain keyed(
      HttpSecurity http,
      Callers callers,
      JsonMapper json,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    KeyRefusals refusals = new KeyRefusals(json);
    return http.authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HEALTH, HEALTH + "/**")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAuthority(KeyAuthentication.ADMINISTRATOR)
                .anyRequest()
                .authenticated())
        .addFilterBefore(new KeyFilter(callers, failures), AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(callers);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(callers).excludePathPatterns("/docs", "/docs/**", "/error");
  }
}
