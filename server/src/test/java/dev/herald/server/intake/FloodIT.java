package dev.herald.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Floods over real sockets, at bounds that few of them reach; and a submission beside each. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.intake.in-hand=8MB",
      "herald.http.patience=3s",
      "herald.http.connections-per-address=150",
      "server.tomcat.max-connections=300"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int LARGEST = 1_048_576;
  private static final String VESTED =
      "{node: grant.vested, tenant: acme, to: [{recipient: E1001}], data: {name: Li, shares: 5}}";
  private static final String MADE_UP = "hk_%012d_" + "x".repeat(43);

  @Autowired Environment environment;
  @Autowired DataSource database;
  private final List<Socket> sockets = new ArrayList<>();
  private Company company;
  private Api other;

  @BeforeAll
  void thereAreTwoApplications() {
    company = new Company(environment);
    other = company.administrator.asApplication("other");
  }

  @AfterEach
  void theFloodIsOver() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(company.esop.base().getHost(), company.esop.base().getPort());
    socket.setSoTimeout((int) SOON.toMillis());
    sockets.add(socket);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  private Socket begin(String path, String key, String length, String type) throws IOException {
    Socket socket = connect();
    write(
        socket,
        """
        POST %s HTTP/1.1
        Host: herald
        Authorization: Bearer %s
        Content-Type: %s
        %s

        """
            .formatted(path, key, type, length)
            .replace("\n", "\r\n"));
    return socket;
  }

  private Socket begin(String path, String key) throws IOException {
    return begin(path, key, "Content-Length: " + LARGEST, "application/json");
  }

  /** All that comes until the connection ends. */
  private static String rest(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException cut) {
      return "cut";
    }
  }

  private static CompletableFuture<List<String>> rests(List<Socket> flood) {
    Supplier<List<String>> reading = () -> flood.parallelStream().map(FloodIT::rest).toList();
    return CompletableFuture.supplyAsync(reading);
  }

  private void aSubmissionIsTaken() {
    assertThat(company.submit(VESTED).status()).isEqualTo(202);
  }

  @Test
  void headers_that_drip_keep_nobody_out_and_are_given_up() throws IOException {
    for (int i = 0; i < 400; i++) {
      write(connect(), "GET /v1/messages HTTP/1.1\r\nX-" + i + ": ");
      if (i % 50 == 0) {
        aSubmissionIsTaken();
      }
    }
    aSubmissionIsTaken();

    await().atMost(SOON).until(() -> drip(sockets) == 0);
  }

  /** How many still take a byte. */
  private static long drip(List<Socket> flood) {
    return flood.stream().filter(FloodIT::isOpen).count();
  }

  private static boolean isOpen(Socket socket) {
    try {
      write(socket, "x");
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void bodies_that_drip_before_signing_in_are_small_and_given_up() throws IOException {
    List<Socket> announced = new ArrayList<>();
    List<Socket> unknown = new ArrayList<>();
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      announced.add(signIn("Content-Length: " + LARGEST));
      unknown.add(signIn("Transfer-Encoding: chunked"));
      write(unknown.getLast(), "1388\r\n" + " ".repeat(5_000) + "\r\n");
      slow.add(signIn("Content-Length: 4000"));
      write(slow.getLast(), "{");
    }
    aSubmissionIsTaken();

    assertThat(rests(announced).join()).allMatch(answer -> answer.startsWith("HTTP/1.1 413"));
    assertThat(rests(unknown).join()).allMatch(answer -> answer.startsWith("HTTP/1.1 413"));
    assertThat(rests(slow).join())
        .allMatch(answer -> answer.equals("cut") || answer.startsWith("HTTP/1.1 408"));
  }

  private Socket signIn(String length) throws IOException {
    Socket socket = connect();
    write(
        socket,
        """
        POST /v1/session HTTP/1.1
        Host: herald
        Content-Type: application/json
        %s

        """
            .formatted(length)
            .replace("\n", "\r\n"));
    return socket;
  }

  /** The lock holds them at their first statement, as a busy database does. */
  @Test
  void sign_ins_that_hang_leave_connections_for_readers_and_submissions() throws SQLException {
    List<CompletableFuture<Api.Answer>> all = new ArrayList<>();
    try (Connection lock = database.getConnection()) {
      lock.setAutoCommit(false);
      lock.createStatement().execute("lock table sign_in_attempts in exclusive mode");
      for (int i = 0; i < 24; i++) {
        all.add(signsIn("nobody" + i));
      }
      await().atMost(SOON).until(() -> waitingForTheLock() == 3);

      assertThat(company.administrator.get("/v1/messages").status()).isEqualTo(200);
      aSubmissionIsTaken();
      await()
          .atMost(SOON)
          .until(() -> all.stream().filter(CompletableFuture::isDone).count() == 21);
      assertThat(waitingForTheLock()).isEqualTo(3);
      assertThat(company.administrator.get("/v1/messages").status()).isEqualTo(200);
      assertThat(all)
          .filteredOn(CompletableFuture::isDone)
          .extracting(CompletableFuture::join)
          .allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
          });
      lock.rollback();
    }

    assertThat(all.stream().map(answer -> answer.join().status()).filter(status -> status == 401))
        .hasSize(3);
  }

  private CompletableFuture<Api.Answer> signsIn(String name) {
    return CompletableFuture.supplyAsync(
        () -> Browser.at(environment).signIn(name, "spring 2026 rain"),
        work -> Thread.ofVirtual().start(work));
  }

  private int waitingForTheLock() {
    return JdbcClient.create(database)
        .sql(
            """
            select count(*) from pg_locks
            where not granted and relation = 'sign_in_attempts'::regclass
            """)
        .query(Integer.class)
        .single();
  }

  @Test
  void made_up_keys_are_refused_before_their_bodies_come() throws IOException {
    List<Socket> flood = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      flood.add(begin("/v1/messages", MADE_UP.formatted(i)));
    }
    aSubmissionIsTaken();

    assertThat(rests(flood).join()).allMatch(answer -> answer.startsWith("HTTP/1.1 401"));
    aSubmissionIsTaken();
  }

  @Test
  void slow_posts_of_one_application_leave_room_for_others() throws IOException {
    List<Socket> flood = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      flood.add(begin("/v1/messages", other.key()));
      write(flood.getLast(), " ".repeat(200_000));
    }
    aSubmissionIsTaken();
    assertThat(company.esop.post("/v1/messages", padded(500_000)).status()).isEqualTo(202);

    Set<String> answers =
        rests(flood).join().stream()
            .map(answer -> answer.substring(0, Math.min(12, answer.length())))
            .collect(Collectors.toSet());
    assertThat(answers).contains("HTTP/1.1 503");
    assertThat(answers).isSubsetOf("HTTP/1.1 503", "HTTP/1.1 408", "cut");
    assertThat(other.post("/v1/messages", padded(LARGEST)).status()).isNotEqualTo(503);
  }

  private static String padded(int length) {
    String body = Company.json(VESTED);
    return body + " ".repeat(length - body.length());
  }

  @Test
  void lines_without_an_end_leave_room_for_others_and_are_given_up() throws IOException {
    List<Socket> flood = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      flood.add(
          begin(
              "/v1/messages/bulk",
              other.key(),
              "Transfer-Encoding: chunked",
              "application/x-ndjson"));
      write(flood.getLast(), "30d40\r\n" + "x".repeat(200_000) + "\r\n");
    }
    aSubmissionIsTaken();
    assertThat(
            company
                .esop
                .send("POST", "/v1/messages/bulk", Company.json(VESTED), "application/x-ndjson")
                .json()
                .path("status")
                .asInt())
        .isEqualTo(202);

    assertThat(rests(flood).join())
        .allMatch(answer -> answer.equals("cut") || answer.matches("(?s).*\"status\":(408|503).*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/%6Dessages", "/v1/messages;a=b", "//v1/messages", "/v1/x/../messages"})
  void another_spelling_of_a_path_is_no_way_around(String path) throws IOException {
    Socket socket = begin(path, company.esop.key(), "Connection: close", "application/json");

    String answer = rest(socket);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
  }

  @Test
  void every_answer_has_the_same_rules_for_browsers() {
    Map<String, List<String>> usual = rules(company.esop.get("/v1/messages"));

    assertThat(usual).containsKey("content-security-policy").containsKey("cache-control");
    assertThat(rules(company.submit(VESTED))).isEqualTo(usual);
    assertThat(rules(company.submit("{}"))).isEqualTo(usual);
    assertThat(rules(company.esop.get("/v1/%6Dessages"))).isEqualTo(usual);
    assertThat(rules(other.with("").get("/v1/messages"))).isEqualTo(usual);
  }

  private static final Set<String> NOT_RULES =
      Set.of(
          "date",
          "x-request-id",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "vary",
          "www-authenticate");

  private static Map<String, List<String>> rules(Api.Answer answer) {
    return answer.response().headers().map().entrySet().stream()
        .filter(header -> !NOT_RULES.contains(header.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
