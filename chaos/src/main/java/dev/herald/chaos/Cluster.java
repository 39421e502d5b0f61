package dev.herald.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.chaos.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Two servers on one PostgreSQL, a provider, and clients. */
final class Cluster implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(4);
  static final int ATTEMPTS = 8;
  private static final Duration FLOWS = Duration.ofSeconds(3);
  private static final Duration UP_AGAIN = Duration.ofMinutes(10);

  private final Database database;
  private final Provider provider;
  private final List<Server> servers;
  private final Client client;

  private Cluster(Database database, Provider provider, List<Server> servers, Client client) {
    this.database = database;
    this.provider = provider;
    this.servers = servers;
    this.client = client;
  }

  static Cluster start(Place place, long seed) throws IOException {
    Files.createDirectories(place.folder());
    Provider provider = Provider.start(place, seed);
    Database database = Database.start(place.file("postgres"));
    List<String> options = options(place, database);
    Server first = new Server(place, "a", options);
    Server second = new Server(place, "b", options);
    first.launch();
    first.awaitReady();
    second.launch();
    String key = configure(first, provider);
    second.awaitReady();
    List<Server> servers = List.of(first, second);
    return new Cluster(database, provider, servers, new Client(place, servers, key));
  }

  private static List<String> options(Place place, Database database) throws IOException {
    List<String> options = new ArrayList<>(database.options());
    options.addAll(
        List.of(
            "--herald.vault.key-file=" + place.file("vault.key"),
            "--herald.connectors.folder=" + connectors(place.file("connectors")),
            "--herald.connectors.deadline=1s",
            "--herald.lease=" + LEASE.toSeconds() + "s",
            "--herald.beat=500ms",
            "--herald.lanes.bulk.capacity=8",
            "--herald.dispatch.retry.base=200ms",
            "--herald.dispatch.retry.most=1s",
            "--herald.dispatch.retry.attempts=" + ATTEMPTS,
            "--herald.dispatch.inquiry.base=200ms",
            "--herald.dispatch.inquiry.factor=2",
            "--herald.dispatch.inquiry.most=1s",
            "--herald.dispatch.inquiry.attempts=3",
            "--herald.dispatch.source-rest=200ms",
            "--herald.dispatch.breaker.rest=300ms",
            "--herald.dispatch.breaker.longest-rest=300ms",
            "--spring.datasource.hikari.connection-timeout=2000",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=10"));
    return options;
  }

  private static Path connectors(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of("push", "held", "capped", "dns", "tls")) {
      String file = "chaos-%s.yaml".formatted(name);
      Files.writeString(folder.resolve(file), resource(file));
    }
    return folder;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Cluster.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /**
   * @return a key of the application that sends
   */
  private static String configure(Server server, Provider provider) throws IOException {
    String file = resource("chaos.yaml").replace("PROVIDER", provider.host());
    post(server, "/v1/configuration", "application/yaml", file);
    String answer = post(server, "/v1/applications/chaos/keys", "application/json", "");
    return new JsonMapper().readTree(answer).path("key").asString();
  }

  private static String post(Server server, String path, String type, String body)
      throws IOException {
    URI url = server.url().resolve(path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(url)
                  .timeout(Duration.ofMinutes(1))
                  .header("Authorization", "Bearer " + server.administratorKey())
                  .header("Content-Type", type)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  Database database() {
    return database;
  }

  Provider provider() {
    return provider;
  }

  List<Server> servers() {
    return servers;
  }

  Client client() {
    return client;
  }

  Judge judge() {
    return new Judge(new Ledger(database), provider.book());
  }

  Server any(Random random) {
    return servers.get(random.nextInt(servers.size()));
  }

  Server other(Server server) {
    return servers.stream().filter(each -> each != server).findFirst().orElseThrow();
  }

  /** Starts what is dead, and does not wait for it. */
  void revive() {
    servers.stream().filter(server -> !server.isAlive()).forEach(Server::launch);
  }

  void awaitReady() {
    revive();
    servers.forEach(Server::awaitReady);
  }

  /** One that is not dead now is enough. */
  void awaitOne() {
    revive();
    if (servers.stream().noneMatch(Server::isOpen)) {
      servers.getFirst().awaitReady();
    }
  }

  /**
   * Brings back whoever is dead until something has come about and a server is open.
   *
   * @throws IllegalStateException when it does not
   */
  void keepUpUntil(BooleanSupplier condition) {
    boolean came =
        Until.holds(
            UP_AGAIN,
            () -> {
              servers.forEach(Server::keepUp);
              return condition.getAsBoolean() && open().findAny().isPresent();
            });
    if (!came) {
      throw new IllegalStateException("the cluster does not go on; see the servers' logs");
    }
  }

  Stream<Server> open() {
    return servers.stream().filter(Server::isOpen);
  }

  /** Takes away whatever makes trouble, but for the dead. */
  void heal() {
    database.proxy().heal();
    open().forEach(Server::disarm);
  }

  /**
   * @return whether nothing is left to do
   */
  boolean drains(Duration limit) {
    return Until.holds(limit, () -> waiting() == 0);
  }

  private int waiting() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from task")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException away) {
      return -1;
    }
  }

  /** Waits until the provider was called a few dozen times more. */
  void awaitCalls() {
    long before = provider.written();
    Until.holds(FLOWS, () -> provider.written() > before + 2_000);
  }

  /** What a mutant left is none of the next one's business. */
  void forgetTasks() {
    Until.holds(LEASE, this::tasksAreForgotten);
  }

  private boolean tasksAreForgotten() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from task");
      return true;
    } catch (SQLException away) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    servers.forEach(Server::close);
    provider.close();
    database.close();
  }
}
