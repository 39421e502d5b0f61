package dev.herald.server.console;

import static org.springframework.web.servlet.function.RequestPredicates.GET;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the console's files to anybody: they hold no data. A deep link gets the one page there is,
 * and the script in it shows what the address means.
 *
 * <p>Scripts come from here and nowhere else. Styles may also stand in the page, since the
 * component library writes them there as it runs; a style can't act. What a mail says is shown in
 * {@code /frame.html}, which has a policy of its own: no network at all, and an origin that is
 * nobody's.
 */
@Configuration(proxyBeanMethods = false)
class ConsolePages implements WebMvcConfigurer {
  /** The first segments that the console's own addresses have. */
  static final List<String> PAGES =
      List.of(
          "account",
          "alarms",
          "applications",
          "audit",
          "campaigns",
          "connectors",
          "costs",
          "feeds",
          "invitation",
          "jobs",
          "messages",
          "nodes",
          "outbox",
          "overview",
          "queues",
          "schedules",
          "setup",
          "sign-in",
          "sources",
          "subscriptions",
          "suppressions",
          "system",
          "tenants",
          "users",
          "waiting");

  private static final List<String> FILES =
      List.of("/assets/**", "/herald.svg", "/frame.html", "/frame.js", "/connector.schema.json");
  private static final String LOCATION = "console/";
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";
  private static final String FRAME_POLICY =
      "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'unsafe-inline';"
          + " img-src data:; frame-ancestors 'self'";

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain consoleFiles(HttpSecurity http) {
    return http.securityMatcher(
            new OrRequestMatcher(
                Stream.concat(addresses(), FILES.stream())
                    .map(path ->
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path))
                    .toArray(PathPatternRequestMatcher[]::new)))
        .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .headers(headers ->
            headers
                .cacheControl(cache -> cache.disable())
                .frameOptions(FrameOptionsConfig::sameOrigin))
        .build();
  }

  private static Stream<String> addresses() {
    return Stream.concat(
        Stream.of("/"), PAGES.stream().flatMap(page -> Stream.of("/" + page, "/" + page + "/**")));
  }

  @Bean
  RouterFunction<ServerResponse> consolePage() {
    RequestPredicate pages =
        addresses().map(path -> GET(path)).reduce(RequestPredicate::or).orElseThrow();
    return route().GET(pages, ConsolePages::page).GET("/frame.html", ConsolePages::frame).build();
  }

  private static ServerResponse page(ServerRequest request) throws Exception {
    return html("index.html", PAGE_POLICY);
  }

  private static ServerResponse frame(ServerRequest request) throws Exception {
    return html("frame.html", FRAME_POLICY);
  }

  private static ServerResponse html(String name, String policy) throws Exception {
    ClassPathResource file = new ClassPathResource(LOCATION + name);
    if (!file.exists()) {
      return ServerResponse.status(404)
          .contentType(MediaType.TEXT_PLAIN)
          .body("This Herald was built without its console.");
    }
    return ServerResponse.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noCache())
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "no-referrer")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .body(file.getContentAsString(StandardCharsets.UTF_8));
  }

  /** A file under {@code /assets} has its content's hash in its name: it never changes. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    files(registry, "/assets/**", "assets/", CacheControl.maxAge(Duration.ofDays(365)).immutable());
    files(registry, "/herald.svg", "", CacheControl.maxAge(Duration.ofHours(1)));
    files(registry, "/frame.js", "", CacheControl.noCache());
    files(registry, "/connector.schema.json", "", CacheControl.noCache());
  }

  private static void files(
      ResourceHandlerRegistry registry, String paths, String folder, CacheControl cache) {
    registry
        .addResourceHandler(paths)
        .addResourceLocations("classpath:/" + LOCATION + folder)
        .setCacheControl(cache)
        .resourceChain(true)
        .addResolver(new EncodedResourceResolver())
        .addResolver(new PathResourceResolver());
  }
}
