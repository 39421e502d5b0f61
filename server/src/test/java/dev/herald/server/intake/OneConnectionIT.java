package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.Nesting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every request with one connection: those of lanes have two, since migrating takes two. */
@HeraldTest
@Import(Nesting.class)
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "spring.datasource.hikari.maximum-pool-size=2",
      "spring.datasource.hikari.connection-timeout=30000",
      "herald.connections.intake=1",
      "herald.connections.people=1"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneConnectionIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int MANY = 25;
  private static final String CODE =
      "{node: login.code, tenant: acme, to: [{recipient: E1001}], data: {name: '%s', code:"
          + " '123456'}}";

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private Company company;
  private Browser person;

  /** Of everything that a path can name there is one. */
  private Map<String, String> named;

  @BeforeAll
  void thereIsOneOfEverything() {
    company = new Company(environment);
    person = Browser.ofUser(company.administrator, "amy", "\"role\": \"administrator\"");
    String message =
        company.submitted(
            "{node: team, tenant: acme, to: [{recipient: E1001}], data: {name: Li, shares: 5}}");
    await().atMost(SOON).until(() -> company.state(message).equals("SENT"));
    named =
        Map.of(
            "messages", message,
            "templates", id("/v1/applications/esop/nodes/team/templates"),
            "users", id("/v1/users"),
            "keys", id("/v1/applications/esop/keys"),
            "resends", job(),
            "sandbox", "1");
  }

  private String id(String list) {
    JsonNode answer = company.administrator.get(list).json();
    return answer.findValue("id").asString();
  }

  private String job() {
    return company
        .administrator
        .post("/v1/resends", Company.json("{filter: {state: SENT}}"))
        .json()
        .path("id")
        .asString("00000000-0000-0000-0000-000000000001");
  }

  private record Call(String method, String path) {
    private static final Map<String, String> BODIES =
        Map.of(
            "POST /v1/messages", CODE.formatted("one"),
            "POST /v1/messages/bulk", CODE.formatted("two"),
            "POST /v1/tenants/{tenant}/recipients",
                "{code: E2, name: B, addresses: {email: b@x.example}}",
            "PUT /v1/tenants/{tenant}", "{name: Acme 2, locale: zh-CN, zone: Asia/Shanghai}",
            "PUT /v1/tenants/{tenant}/recipients/{code}",
                "{name: C, addresses: {email: c@x.example}}",
            "PUT /v1/applications/{application}", "{name: Esop 2, owner: Li}",
            "PUT /v1/sources/{code}",
                "{connector: smtp, settings: {host: smtp.acme.example, from: it@acme.example}}",
            "PUT /v1/session/password",
                "{current: sailing turnip amy, password: sailing turnip amy again}",
            "POST /v1/users", "{name: ben, displayName: Ben, role: viewer}",
            "POST /sandbox/outbox/reconcile", "[]");

    boolean isLast() {
      return method.equals("DELETE");
    }

    boolean isOfPeople() {
      return path.startsWith("/v1/session");
    }

    String body() {
      return Company.json(BODIES.getOrDefault(method + " " + path, "{}"));
    }

    String type() {
      return path.endsWith("/bulk") || path.endsWith("/recipients")
          ? "application/x-ndjson"
          : "application/json";
    }

    String address(Map<String, String> named) {
      String kind = path.contains("/keys") ? "keys" : path.replaceAll("^/(v1/)?([a-z]+).*", "$2");
      return path.replace("{id}", named.getOrDefault(kind, "1"))
          .replace("{application}", "esop")
          .replace("{node}", "team")
          .replace("{tenant}", "acme")
          .replace("{code}", path.contains("sources") ? "mail" : "E1001")
          .replace("{name}", "smtp")
          .replace("{lane}", "bulk")
          .replace("{number}", "1")
          .replace("{other}", "1")
          .replaceAll("\\{[^}]*}", "other");
    }
  }

  private static Stream<Call> calls(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .filter(path -> !path.equals("/error"))
        .flatMap(path ->
            Stream.concat(
                    info.getMethodsCondition().getMethods().stream().map(Enum::name),
                    info.getMethodsCondition().isEmpty() ? Stream.of("GET") : Stream.empty())
                .map(method -> new Call(method, path)));
  }

  @Test
  void no_request_needs_two_connections() {
    SoftAssertions softly = new SoftAssertions();
    mappings.getHandlerMethods().keySet().stream()
        .flatMap(OneConnectionIT::calls)
        .sorted(
            Comparator.comparing(Call::isLast)
                .thenComparing(Call::isOfPeople)
                .thenComparing(Call::path))
        .forEach(call -> {
          Nesting.found().clear();
          softly.assertThat(answer(call).status()).as(call.toString()).isLessThan(500);
          softly.assertThat(Nesting.found()).as(call.toString()).isEmpty();
        });
    softly.assertAll();
  }

  private Api.Answer answer(Call call) {
    String address = call.address(named);
    return call.isOfPeople()
        ? person.send(call.method(), address, call.body(), call.type())
        : company.administrator.send(call.method(), address, call.body(), call.type());
  }

  @Test
  void while_reads_hold_all_that_is_theirs_a_code_is_taken_and_sent() throws Exception {
    Company fresh = new Company(environment);
    try (Connection other = connection();
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table audit_entry in access exclusive mode");
      List<CompletableFuture<Api.Answer>> reads =
          IntStream.range(0, MANY)
              .mapToObj(_ ->
                  CompletableFuture.supplyAsync(
                      () -> fresh.administrator.get("/v1/audit"), readers))
              .toList();
      await()
          .atMost(SOON)
          .until(() -> reads.stream().filter(CompletableFuture::isDone).count() == MANY - 1);

      assertThat(fresh.submit(CODE.formatted("meanwhile")).status()).isEqualTo(202);
      await().atMost(SOON).until(() -> sent("meanwhile"));
      assertThat(reads.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
          .allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("1");
          });
      other.rollback();
      await().atMost(SOON).until(() -> reads.stream().allMatch(CompletableFuture::isDone));
    }
  }

  private boolean sent(String name) {
    return sandbox.outbox().find(OutboxQuery.ALL).stream()
        .anyMatch(message -> message.toString().contains(name));
  }

  private Connection connection() throws Exception {
    return DriverManager.getConnection(
        environment.getRequiredProperty("spring.datasource.url"),
        environment.getRequiredProperty("spring.datasource.username"),
        environment.getRequiredProperty("spring.datasource.password"));
  }
}
