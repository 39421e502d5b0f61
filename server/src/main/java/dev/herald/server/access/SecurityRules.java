package dev.herald.server.access;

import dev.herald.server.application.Callers;
import dev.herald.server.authorization.CallerAuthentication;
import dev.herald.server.identity.factor.SecondFactorSettings;
import dev.herald.server.identity.oidc.OidcProviders;
import dev.herald.server.identity.oidc.OidcSettings;
import dev.herald.server.identity.password.PasswordSettings;
import dev.herald.server.identity.session.SessionCookie;
import dev.herald.server.identity.session.SessionSettings;
import dev.herald.server.identity.session.Sessions;
import dev.herald.server.platform.web.AnswerHeaders;
import dev.herald.server.platform.web.PublicUrl;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who gets as far as a controller. Requests that show a key have neither cookies nor sessions; all
 * others are a browser's. Open are health and the ways to sign in; the console opens its own files,
 * which tell nothing of the business.
 */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(tableName = "spring_session", cleanupCron = Scheduled.CRON_DISABLED)
@EnableConfigurationProperties({
  SessionSettings.class,
  OidcSettings.class,
  PasswordSettings.class,
  SecondFactorSettings.class
})
class SecurityRules implements WebMvcConfigurer {
  private static final String HEALTH = "/actuator/health";
  private static final String[] SIGN_IN = {
    "/v1/session", "/v1/session/second-step", "/v1/session/setup", "/v1/session/invitation"
  };
  private static final String RECEIPTS = "/receipts/*";
  private static final String[] PEOPLE = {"/p/*", "/p/*/unsubscribe"};
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final PermissionCheck permissions = new PermissionCheck();

  @Bean
  FilterRegistrationBean<HeaderWriterFilter> browserRules() {
    var rules = new FilterRegistrationBean<>(new HeaderWriterFilter(AnswerHeaders.writers()));
    rules.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return rules;
  }

  @Bean
  CookieSerializer sessionCookie() {
    return new SessionCookie();
  }

  /** What is turned away before anybody asks who it is from; as a problem, like all else. */
  @Bean
  RequestRejectedHandler rejections(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    return (request, response, rejected) ->
        failures.resolveException(
            request,
            response,
            null,
            METHODS.contains(request.getMethod())
                ? rejected
                : new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS));
  }

  @Bean
  @Order(1)
  SecurityFilterChain keyed(
      HttpSecurity http,
      Callers callers,
      Refusals refusals,
      JsonMapper json,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    common(http, json, refusals);
    return http.securityMatcher(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)
        .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
        .addFilterBefore(new KeyFilter(callers, failures), AnonymousAuthenticationFilter.class)
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain browser(
      HttpSecurity http,
      Sessions sessions,
      OidcProviders providers,
      OidcSignIn oidc,
      PublicUrl url,
      Refusals refusals,
      JsonMapper json,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    common(http, json, refusals);
    if (!providers.isEmpty()) {
      http.oauth2Login(login -> signInElsewhere(login, providers, oidc, url));
    }
    return http.authorizeHttpRequests(
            rules -> {
              rules
                  .requestMatchers(HttpMethod.GET, "/v1/session", "/v1/session/options")
                  .permitAll();
              rules.requestMatchers(HttpMethod.POST, SIGN_IN).permitAll();
              // Providers prove who they are in ways of their own.
              rules.requestMatchers(HttpMethod.GET, RECEIPTS).permitAll();
              rules.requestMatchers(HttpMethod.POST, RECEIPTS).permitAll();
              // A person's link is the proof.
              rules.requestMatchers(HttpMethod.GET, PEOPLE).permitAll();
              rules.requestMatchers(HttpMethod.POST, PEOPLE).permitAll();
              rules.anyRequest().authenticated();
            })
        .addFilterBefore(new SessionFilter(sessions, failures), AnonymousAuthenticationFilter.class)
        .csrf(csrf ->
            csrf.csrfTokenRepository(sessions.csrfTokens())
                .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                .requireCsrfProtectionMatcher(request -> needsToken(request, sessions)))
        .build();
  }

  private static void signInElsewhere(
      OAuth2LoginConfigurer<HttpSecurity> login,
      OidcProviders providers,
      OidcSignIn oidc,
      PublicUrl url) {
    login
        .loginPage("/")
        .clientRegistrationRepository(providers)
        .authorizedClientRepository(new NoAuthorizedClients())
        .authorizationEndpoint(
            start -> start.authorizationRequestResolver(new OidcStart(providers, url)))
        .loginProcessingUrl(OidcProviders.START + "/*/callback")
        .successHandler(oidc)
        .failureHandler(oidc)
        .addObjectPostProcessor(
            new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
              @Override
              public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(T filter) {
                filter.setAuthenticationFailureHandler(oidc);
                return filter;
              }
            });
  }

  private static void common(HttpSecurity http, JsonMapper json, Refusals refusals) {
    KeyRefusals answers = new KeyRefusals(json);
    http.authorizeHttpRequests(
            rules -> {
              rules.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
              rules.requestMatchers(HEALTH, HEALTH + "/**").permitAll();
              rules
                  .requestMatchers("/actuator/**")
                  .hasAuthority(CallerAuthentication.ADMINISTRATOR);
            })
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(answers).accessDeniedHandler(answers))
        // AnswerHeaders are on every answer, also on those from before this chain.
        .headers(AbstractHttpConfigurer::disable)
        .addFilterBefore(new RefusalFilter(refusals), CsrfFilter.class)
        .addFilterBefore(new ActorFilter(), AuthorizationFilter.class)
        .securityContext(
            context -> context.securityContextRepository(new NullSecurityContextRepository()))
        // Its filter takes each request of a session for a new sign-in, and renews the token.
        .sessionManagement(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable);
  }

  /**
   * Without a session there is nothing that another site could abuse, nor where a link is the proof
   * and a session counts for nothing.
   */
  private static boolean needsToken(HttpServletRequest request, Sessions sessions) {
    boolean signsIn =
        request.getMethod().equals("POST") && Set.of(SIGN_IN).contains(request.getRequestURI());
    boolean ofPerson = request.getRequestURI().startsWith("/p/");
    return !HARMLESS.contains(request.getMethod())
        && !signsIn
        && !ofPerson
        && sessions.isShown(request);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(permissions);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(permissions).excludePathPatterns("/docs", "/docs/**", "/error");
  }
}
