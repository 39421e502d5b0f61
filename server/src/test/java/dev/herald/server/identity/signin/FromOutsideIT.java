package dev.herald.server.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * What others on this machine and in its network can read, forge, and make Herald say. The proxy
 * that is named is 127.0.0.1; whoever comes from 127.0.0.2 calls directly.
 */
@ExtendWith(OutputCaptureExtension.class)
@HeraldTest
@TestPropertySource(properties = "herald.proxies=127.0.0.1/32")
class FromOutsideIT {
  private static final String PROXY = "127.0.0.1";
  private static final String DIRECT = "127.0.0.2";
  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired FirstAdministrator firstAdministrator;
  @Autowired ConfigurableApplicationContext context;

  private Path home() {
    return Path.of(environment.getRequiredProperty("herald.home"));
  }

  /** The whole answer to a request whose head is as it was written. */
  private String raw(String from, String method, String path, String headers, String body)
      throws IOException {
    int port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    try (Socket socket =
        new Socket(InetAddress.ofLiteral(PROXY), port, InetAddress.ofLiteral(from), 0)) {
      socket.setSoTimeout(60_000);
      String request =
          "%s %s HTTP/1.1\r\n%sConnection: close\r\nContent-Type: application/json\r\n"
                  .formatted(method, path, headers)
              + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String signIn(String from, String name, String forwarded) throws IOException {
    return raw(
        from,
        "POST",
        "/v1/session",
        "Host: localhost\r\nX-Forwarded-For: %s\r\n".formatted(forwarded),
        "{\"name\": \"%s\", \"password\": \"wrong\"}".formatted(name));
  }

  private String lastAddress() {
    return database
        .sql(
            """
            select address from audit_entry where action = 'session.refused'
            order by position desc limit 1
            """)
        .query(String.class)
        .single();
  }

  @Test
  void aNamedProxyTellsWhereARequestComesFromAndNobodyLeftOfIt() throws IOException {
    assertThat(signIn(PROXY, "li", "6.6.6.6, 203.0.113.7")).startsWith("HTTP/1.1 401");

    assertThat(lastAddress()).isEqualTo("203.0.113.7");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is not this machine")
  void whoCallsDirectlyForgesItsAddressNeitherForTheLogNorForTheThrottle() throws IOException {
    String answer = "";
    for (int i = 0; i < 40 && !answer.startsWith("HTTP/1.1 429"); i++) {
      answer = signIn(DIRECT, "somebody" + i, "203.0.113." + i);
      if (answer.startsWith("HTTP/1.1 401")) {
        assertThat(lastAddress()).isEqualTo(DIRECT);
      }
    }
    assertThat(answer).startsWith("HTTP/1.1 429");
  }

  private String authorized(String host) {
    return "Host: %s\r\nX-Forwarded-Host: evil.example\r\nAuthorization: Bearer %s\r\n"
        .formatted(host, Api.administrator(environment).key());
  }

  @Test
  void aLinkBeginsWithNoHostThatItsCallerMadeUp() throws IOException {
    String user = "{\"name\": \"invited\", \"displayName\": \"I\", \"role\": \"viewer\"}";
    String id = Api.administrator(environment).post("/v1/users", user).json().path("id").asString();
    String path = "/v1/users/" + id + "/invitation";

    assertThat(raw(PROXY, "POST", path, authorized("evil.example"), ""))
        .startsWith("HTTP/1.1 409")
        .contains("herald.url=https://")
        .doesNotContain("token=");
    assertThat(database.sql("select count(*) from one_time_link").query(Long.class).single())
        .isZero();
    assertThat(raw(PROXY, "POST", path, authorized("localhost:8480"), ""))
        .contains("\"http://localhost:8480/invitation?token=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/openapi.json", "/v1/nothing", "/v1/users/nobody"})
  void nothingElseNamesThatHost(String path) throws IOException {
    assertThat(raw(PROXY, "GET", path, authorized("evil.example"), ""))
        .doesNotContain("evil.example");
  }

  @Test
  void theFirstAdministratorsLinkIsInAFileOfItsOwnerAndInNoLog(CapturedOutput output)
      throws IOException {
    Path file = home().resolve("setup.link");

    firstAdministrator.announce(
        new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));

    String link = Files.readString(file).strip();
    assertThat(link).contains("/setup?token=");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(output.getAll())
        .doesNotContain(link.substring(link.indexOf("token=") + "token=".length()));
  }

  @Test
  void othersOnThisMachineReadNothingOfTheHome() throws IOException {
    try (Stream<Path> all = Files.walk(home())) {
      List<Path> open =
          all.filter(path -> !path.startsWith(home().resolve("postgres-bin")))
              .filter(FromOutsideIT::isOpen)
              .toList();
      assertThat(open).isEmpty();
    }
  }

  private static boolean isOpen(Path path) {
    try {
      return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).endsWith("---");
    } catch (IOException gone) {
      return false;
    }
  }

  private String ordered(String order) throws IOException {
    Path answer = home().resolve("admin-key.answer");
    Files.deleteIfExists(answer);
    Files.writeString(home().resolve("order.new"), order);
    Files.move(home().resolve("order.new"), home().resolve("admin-key.order"));
    await().atMost(SOON).until(() -> Files.exists(answer));
    return Files.readString(answer);
  }

  private static int status(Api key) {
    return key.get("/v1/tenants").status();
  }

  @Test
  void anAdministratorKeyIsReplacedFromTheHomeAndTheOldOneEndsAtOnce() throws IOException {
    Api old = Api.administrator(environment);

    assertThat(ordered("rotate")).contains("admin.key").doesNotContain(old.key());

    Api fresh = Api.administrator(environment);
    assertThat(fresh.key()).isNotEqualTo(old.key());
    assertThat(status(fresh)).isEqualTo(200);
    assertThat(status(old)).isEqualTo(401);
    assertThat(ordered("show"))
        .contains(fresh.key().substring(3, 15), "opens until it is replaced")
        .doesNotContain(fresh.key(), old.key().substring(3, 15));
    String log = fresh.get("/v1/audit?action=key&limit=2").text();
    assertThat(log).contains("key.issued", "key.revoked", "administrator/", "on this machine");
  }

  @Test
  void theOldKeyOpensForAsLongAsWasSaid() throws IOException {
    Api old = Api.administrator(environment);

    String answer = ordered("rotate 1h");

    Api fresh = Api.administrator(environment);
    assertThat(answer)
        .contains(old.key().substring(3, 15), "ends 20", fresh.key().substring(3, 15));
    assertThat(status(old)).isEqualTo(200);
    assertThat(status(fresh)).isEqualTo(200);
    ordered("rotate 2s");
    await().atMost(SOON).until(() -> status(fresh) == 401);
    assertThat(status(Api.administrator(environment))).isEqualTo(200);
  }

  @Test
  void aKeyThatWasRevokedIsNotReplacedUntilSomebodyWantsOne() throws IOException {
    Api old = Api.administrator(environment);

    assertThat(ordered("revoke")).contains("admin-key rotate");

    assertThat(status(old)).isEqualTo(401);
    assertThat(home().resolve("admin.key")).doesNotExist();
    assertThat(ordered("nonsense")).contains("rotate", "revoke", "show");
    ordered("rotate");
    assertThat(status(Api.administrator(environment))).isEqualTo(200);
  }
}
