package dev.herald.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import dev.herald.server.authorization.Open;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Role;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint there is against everybody there is, by a table that people can read. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
  private static final String LIMITED = ", \"tenants\": [\"mine\"], \"applications\": [\"mine\"]";

  @Autowired Environment environment;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private final Map<Role, Browser> people = new LinkedHashMap<>();
  private final Map<Role, Browser> limited = new LinkedHashMap<>();
  private Api administrator;
  private Api application;

  /** A line of the table. */
  record Line(String method, String path, String least, Set<String> flags) {
    static Line parse(String text) {
      List<String> words = Arrays.asList(text.strip().split("\\s+"));
      return new Line(
          words.get(0), words.get(1), words.get(2), Set.copyOf(words.subList(3, words.size())));
    }

    String endpoint() {
      return method + " " + path;
    }

    boolean isOpen() {
      return least.equals("anybody");
    }

    boolean admits(Role role) {
      return Role.named(least).filter(needed -> needed.compareTo(role) <= 0).isPresent();
    }

    /** Of somebody else, and not there. */
    String address() {
      String id = "00000000-0000-0000-0000-000000000001";
      return path.replace("{id}", path.startsWith("/sandbox") ? "1" : id)
          .replace("{number}", "1")
          .replaceAll("\\{[^}]*}", "theirs");
    }

    boolean isOwned() {
      return path.contains("{tenant}") || path.contains("{application}");
    }

    String type() {
      if (endpoint().equals("POST /v1/uploads")) {
        return "text/csv";
      }
      return path.endsWith("/bulk") || path.endsWith("/recipients")
          ? "application/x-ndjson"
          : "application/json";
    }

    String body() {
      return path.endsWith("/reconcile") ? "[]" : "{}";
    }
  }

  private static List<Line> table() throws Exception {
    try (InputStream in = AccessMatrixIT.class.getResourceAsStream("/access/matrix.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Line::parse)
          .sorted((one, other) -> Boolean.compare(endsSession(one), endsSession(other)))
          .toList();
    }
  }

  private static boolean endsSession(Line line) {
    return line.endpoint().equals("DELETE /v1/session");
  }

  @BeforeAll
  void makeEverybody() {
    administrator = Api.administrator(environment);
    application = administrator.asApplication("mine");
    String tenant = "{\"name\": \"%s\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}";
    administrator.put("/v1/tenants/mine", tenant.formatted("Mine"));
    administrator.put("/v1/tenants/theirs", tenant.formatted("Theirs"));
    administrator.asApplication("theirs");
    for (Role role : Role.values()) {
      String rights = "\"role\": \"%s\"".formatted(role.word());
      people.put(role, Browser.ofUser(administrator, role.word(), rights));
      limited.put(role, Browser.ofUser(administrator, "limited." + role.word(), rights + LIMITED));
    }
  }

  @Test
  void everyEndpointDeclaresWhatItTakesAndStandsInTheTable() throws Exception {
    Set<String> mapped = new TreeSet<>();
    SoftAssertions softly = new SoftAssertions();
    mappings
        .getHandlerMethods()
        .forEach((info, handler) -> {
          List<String> endpoints = endpoints(info).toList();
          if (!endpoints.isEmpty()) {
            mapped.addAll(endpoints);
            softly
                .assertThat(declares(handler))
                .as(endpoints + " says with @Requires what it takes")
                .isTrue();
          }
        });
    softly.assertAll();
    assertThat(table().stream().map(Line::endpoint)).containsExactlyInAnyOrderElementsOf(mapped);
  }

  private static boolean declares(HandlerMethod handler) {
    return handler.hasMethodAnnotation(Open.class)
        || PermissionCheck.requirement(handler).isPresent();
  }

  private static Stream<String> endpoints(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return info.getPatternValues().stream()
        .filter(path -> !path.startsWith("/docs") && !path.equals("/error"))
        .flatMap(path -> methods.stream().map(method -> method + " " + path));
  }

  @Test
  void nobodyGetsFurtherThanSigningIn() throws Exception {
    Browser nobody = Browser.at(environment);
    SoftAssertions softly = new SoftAssertions();
    for (Line line : table()) {
      Api.Answer answer = nobody.send(line.method(), line.address(), line.body(), line.type());
      boolean turnedAway =
          answer.status() == 401
              && answer.response().headers().firstValue("www-authenticate").isPresent();
      softly.assertThat(turnedAway).as(line + " " + answer).isEqualTo(!line.isOpen());
    }
    softly.assertAll();
  }

  @Test
  void anApplicationsKeyReachesItsOwnMessagesAndNodesOnly() throws Exception {
    reaches(application, Set.of("application"));
  }

  @Test
  void aKeyReachesWhatItsScopesAreFor() throws Exception {
    reaches(withScopes("send", "read", "operate", "edit"), Set.of("application", "edit"));
    Api sender = withScopes("send");
    for (Line line : table()) {
      if (!line.isOpen()) {
        Api.Answer answer = sender.send(line.method(), line.address(), line.body(), line.type());
        assertThat(answer.status() == 403)
            .as(line + " " + answer)
            .isEqualTo(!(line.least().equals("keys") && line.flags().contains("application")));
      }
    }
  }

  private Api withScopes(String... scopes) {
    String body =
        "{\"name\": \"%d\", \"scopes\": [\"%s\"]}"
            .formatted(scopes.length, String.join("\", \"", scopes));
    Api.Answer made = administrator.post("/v1/applications/mine/keys", body);
    return application.with(made.json().path("key").asString());
  }

  private static void reaches(Api key, Set<String> flags) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    for (Line line : table()) {
      Api.Answer answer = key.send(line.method(), line.address(), line.body(), line.type());
      if (!line.isOpen()) {
        softly
            .assertThat(answer.status() == 403)
            .as(line + " " + answer)
            .isEqualTo(Collections.disjoint(line.flags(), flags));
      }
    }
    softly.assertAll();
  }

  @Test
  void theAdministratorKeyReachesAllButAPersonsOwn() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    for (Line line : table()) {
      if (!line.isOpen() && !line.method().equals("DELETE")) {
        Api.Answer answer =
            administrator.send(line.method(), line.address(), line.body(), line.type());
        softly
            .assertThat(answer.status() == 403)
            .as(line + " " + answer)
            .isEqualTo(!Collections.disjoint(line.flags(), Set.of("people", "apps")));
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aRoleReachesWhatItIsFor(Role role) throws Exception {
    Browser person = Objects.requireNonNull(people.get(role));
    SoftAssertions softly = new SoftAssertions();
    for (Line line : table()) {
      if (!line.isOpen()) {
        Api.Answer answer = person.send(line.method(), line.address(), line.body(), line.type());
        softly
            .assertThat(answer.status())
            .as(line + " " + answer)
            .isNotEqualTo(401)
            .isLessThan(500);
        softly
            .assertThat(answer.status() == 403)
            .as(line + " " + answer)
            .isEqualTo(!line.admits(role));
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whoIsLimitedFindsNothingOfOthersAndReachesNothingThatIsForAll(Role role) throws Exception {
    Browser person = Objects.requireNonNull(limited.get(role));
    SoftAssertions softly = new SoftAssertions();
    for (Line line : table()) {
      if (!line.isOpen()) {
        Api.Answer answer = person.send(line.method(), line.address(), line.body(), line.type());
        if (!line.admits(role) || line.flags().contains("whole")) {
          softly.assertThat(answer.status()).as(line + " " + answer).isEqualTo(403);
        } else if (line.isOwned()) {
          softly.assertThat(answer.status()).as(line + " " + answer).isEqualTo(404);
        } else {
          softly.assertThat(answer.status()).as(line + " " + answer).isNotIn(401, 403);
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void listsShowWhoIsLimitedNothingOfOthers() {
    Browser viewer = Browser.ofUser(administrator, "lists", "\"role\": \"viewer\"" + LIMITED);

    assertThat(codes(viewer.get("/v1/applications"))).containsExactly("mine");
    assertThat(codes(viewer.get("/v1/tenants"))).containsExactly("mine");
    assertThat(viewer.get("/v1/messages?tenant=theirs").status()).isEqualTo(404);
    assertThat(viewer.get("/v1/messages?application=none").status()).isEqualTo(404);
  }

  private static Set<String> codes(Api.Answer answer) {
    return answer
        .json()
        .path("items")
        .valueStream()
        .map(item -> item.path("code").asString())
        .collect(Collectors.toSet());
  }

  @Test
  void everyPermissionButThoseOfKeysAndTokensBeginsWithSomeRole() {
    assertThat(Arrays.stream(Permission.values()))
        .filteredOn(permission -> !Role.ADMINISTRATOR.permissions().contains(permission))
        .containsExactly(Permission.SEND, Permission.PULL, Permission.INBOX, Permission.RECEIVE);
  }
}
