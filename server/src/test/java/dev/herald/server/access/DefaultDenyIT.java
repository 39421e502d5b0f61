package dev.herald.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.authorization.Open;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

@HeraldTest
class DefaultDenyIT {
  @Autowired Environment environment;
  @Autowired Collection<RequestMappingInfoHandlerMapping> mappings;

  record Endpoint(String method, String path, HandlerMethod handler) {
    boolean isHealth() {
      return path.equals("/actuator/health") || path.startsWith("/actuator/health/");
    }

    boolean isOpen() {
      return isHealth() || handler.hasMethodAnnotation(Open.class);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Test
  void everyMappingButHealthNeedsAKey() {
    Api anonymous = Api.anonymous(environment);

    assertThat(endpoints())
        .hasSizeGreaterThan(15)
        .filteredOn(endpoint -> !endpoint.isOpen())
        .allSatisfy(endpoint -> {
          Api.Answer answer =
              anonymous.send(endpoint.method(), endpoint.path(), "", "application/json");
          assertThat(answer.status()).as(endpoint.toString()).isEqualTo(401);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nowhere", "/v1", "/sandbox/outbox", "/docs", "/actuator/env"})
  void whatIsNotMappedNeedsAKeyToo(String path) {
    Api.Answer answer = Api.anonymous(environment).get(path);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().headers().firstValue("content-type"))
        .contains("application/problem+json");
    assertThat(answer.response().headers().firstValue("www-authenticate"))
        .contains("Bearer realm=\"herald\"");
    assertThat(answer.json().path("detail").asString()).contains("Authorization: Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
  void healthIsOpen(String path) {
    assertThat(Api.anonymous(environment).get(path).json().path("status").asString())
        .isEqualTo("UP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/openapi.json", "/docs"})
  void docsOpenForAnyKeyAlsoAsAPassword(String path) {
    Api application = Api.administrator(environment).asApplication("docs");

    assertThat(application.get(path).status()).isIn(200, 302);
    assertThat(withPassword(path, application.key()).status()).isIn(200, 302);
    assertThat(withPassword("/v1/applications", application.key()).status()).isEqualTo(401);
  }

  private Api.Answer withPassword(String path, String key) {
    Api anonymous = Api.anonymous(environment);
    String pair =
        Base64.getEncoder().encodeToString(("any:" + key).getBytes(StandardCharsets.UTF_8));
    URI uri = anonymous.base().resolve(path);
    return anonymous.send(
        HttpRequest.newBuilder(uri).header("Authorization", "Basic " + pair).build());
  }

  private List<Endpoint> endpoints() {
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
        .flatMap(entry -> endpoints(entry.getKey(), entry.getValue()))
        .filter(endpoint -> !endpoint.path().equals("/error"))
        .toList();
  }

  private static Stream<Endpoint> endpoints(RequestMappingInfo info, HandlerMethod handler) {
    Set<RequestMethod> declared = info.getMethodsCondition().getMethods();
    Set<RequestMethod> methods = declared.isEmpty() ? Set.of(RequestMethod.GET) : declared;
    return info.getPatternValues().stream()
        .map(pattern -> pattern.replaceAll("\\{[^}]*}", "x").replace("**", "x"))
        .flatMap(path -> methods.stream().map(m -> new Endpoint(m.name(), path, handler)));
  }
}
