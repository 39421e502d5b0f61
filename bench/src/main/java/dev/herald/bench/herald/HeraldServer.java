package dev.herald.bench.herald;

import dev.herald.bench.Workbench;
import dev.herald.bench.database.Database;
import dev.herald.bench.load.Order;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Leash;
import dev.herald.bench.process.ProcessTree;
import dev.herald.cli.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A server that is measured. */
public final class HeraldServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(10);
  private static final String TOGETHER = "together";
  private static final List<String> CONNECTORS = List.of("sms", "whatsapp", TOGETHER);
  private static final String ITS_TENANT = "acme";

  private final Child child;
  private final Server administrator;

  private HeraldServer(Child child, Server administrator) {
    this.child = child;
    this.administrator = administrator;
  }

  /**
   * Returns once it answers.
   *
   * @param home may be shared by servers of one database, one after the other
   * @param options as on the server's command line
   */
  public static HeraldServer start(
      Packaged packaged, Workbench bench, Database database, Path home, List<String> options) {
    try {
      for (String connector : CONNECTORS) {
        copy("bench-%s.yaml".formatted(connector), home.resolve("connectors"));
      }
      Child child = launch(packaged, bench, database, home, options);
      awaitUrl(child, home.resolve("server.url"));
      return new HeraldServer(
          child, new Server(URI.create(read(home, "server.url")), read(home, "admin.key")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * One more server of a database that another one set up.
   *
   * @param first the home of that one, whose keys it takes
   */
  public static HeraldServer join(
      Packaged packaged,
      Workbench bench,
      Database database,
      Path home,
      Path first,
      List<String> options) {
    try {
      for (String key : List.of("vault.key", "admin.key")) {
        Files.copy(first.resolve(key), home.resolve(key), StandardCopyOption.COPY_ATTRIBUTES);
      }
      return start(packaged, bench, database, home, options);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Child launch(
      Packaged packaged, Workbench bench, Database database, Path home, List<String> options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "dev.herald.server.HeraldApplication",
                "--herald.home=" + home,
                "--server.port=0",
                "--herald.egress.private-targets=127.0.0.1",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password()));
    arguments.addAll(options);
    return Child.leashed(
        home.getFileName().toString(),
        bench.logs(),
        packaged.jvm().running(Leash.class, arguments));
  }

  private static void awaitUrl(Child child, Path url) throws IOException {
    long giveUp = System.nanoTime() + START.toNanos();
    while (!Files.exists(url) || Files.size(url) == 0) {
      child.checkAlive();
      if (System.nanoTime() > giveUp) {
        throw new BenchFailure("the server is not ready after " + START);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Puts the bench's nodes, and sources that send to its stand-in. */
  public void configure(Workbench bench, List<String> caps) {
    try (InputStream yaml = resource("bench.yaml")) {
      ObjectNode configuration = (ObjectNode) YAMLMapper.shared().readTree(yaml);
      ObjectNode sources = configuration.putObject("sources");
      for (String connector : CONNECTORS) {
        ObjectNode source = sources.putObject("stand-in-" + connector);
        source.put("connector", "bench-" + connector);
        if (connector.equals(TOGETHER)) {
          source.put("tenant", ITS_TENANT);
        }
        source
            .putObject("settings")
            .put("port", String.valueOf(bench.standInPort()))
            .put("token", "stand-in");
        caps.forEach(source.withArray("caps")::add);
      }
      administrator.post("/v1/configuration", configuration);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where to submit, with a new key of the bench's application. */
  public Order.Target target() {
    String key =
        administrator
            .post("/v1/applications/bench/keys", YAMLMapper.shared().createObjectNode())
            .path("key")
            .asString();
    return new Order.Target(administrator.url().getPort(), key);
  }

  public Server administrator() {
    return administrator;
  }

  public ProcessTree tree() {
    return new ProcessTree("herald", child.pid());
  }

  public void checkAlive() {
    child.checkAlive();
  }

  private static void copy(String resource, Path folder) throws IOException {
    try (InputStream content = resource(resource)) {
      Files.createDirectories(folder);
      Files.write(folder.resolve(resource), content.readAllBytes());
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Workbench.class.getResourceAsStream(name), name);
  }

  private static String read(Path home, String file) throws IOException {
    return Files.readString(home.resolve(file)).strip();
  }

  @Override
  public void close() {
    child.close();
  }
}
