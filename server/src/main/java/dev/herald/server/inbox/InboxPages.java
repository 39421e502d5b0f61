package dev.herald.server.inbox;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.herald.server.platform.web.PublicUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The component that shows an inbox, served to anybody since it holds no data; and which other
 * sites' pages may read one. A page to try it at is there in sandbox mode alone.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxSettings.class)
class InboxPages {
  private static final String COMPONENT = "/inbox/herald-inbox.js";
  private static final String DEMO = "/inbox-demo";
  private static final String DEMO_SCRIPT = "/inbox/demo.js";
  private static final List<String> OF_BROWSERS =
      List.of(
          "/v1/inbox/messages/**",
          "/v1/inbox/messages",
          "/v1/inbox/unread",
          "/v1/inbox/read",
          "/v1/inbox/stream",
          COMPONENT);

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain inboxFiles(HttpSecurity http) {
    return http.securityMatcher(
            new OrRequestMatcher(
                Stream.of(COMPONENT, DEMO, DEMO_SCRIPT)
                    .map(path ->
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path))
                    .toArray(PathPatternRequestMatcher[]::new)))
        .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .headers(headers -> headers.disable())
        .build();
  }

  @Bean
  RouterFunction<ServerResponse> inboxRoutes(@Value("${herald.sandbox:false}") boolean sandbox) {
    RouterFunctions.Builder pages =
        route().GET(COMPONENT, _ -> file("herald-inbox.js", "text/javascript"));
    if (sandbox) {
      pages.GET(DEMO, _ -> file("demo.html", "text/html"));
      pages.GET(DEMO_SCRIPT, _ -> file("demo.js", "text/javascript"));
    }
    return pages.build();
  }

  private static ServerResponse file(String name, String type) throws Exception {
    return ServerResponse.ok()
        .contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noCache())
        .body(new ClassPathResource("inbox/" + name).getContentAsString(StandardCharsets.UTF_8));
  }

  /** Before anybody asks who calls: a browser asks first, and without a token. */
  @Bean
  FilterRegistrationBean<CorsFilter> inboxOrigins(InboxSettings settings, PublicUrl url) {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(
        Stream.concat(settings.origins().stream(), url.configured().stream()).toList());
    allowed.setAllowedMethods(List.of("GET", "POST"));
    allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept-Language"));
    allowed.setExposedHeaders(List.of("X-Request-Id"));
    allowed.setMaxAge(Duration.ofHours(1));
    UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
    OF_BROWSERS.forEach(path -> paths.registerCorsConfiguration(path, allowed));
    var filter = new FilterRegistrationBean<>(new CorsFilter(paths));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    filter.setEnabled(!settings.origins().isEmpty());
    return filter;
  }
}
