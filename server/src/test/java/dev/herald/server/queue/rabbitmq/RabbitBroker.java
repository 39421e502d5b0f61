package dev.herald.server.queue.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.herald.server.Patience;
import dev.herald.server.queue.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ node of this JVM's own, from the programs that the machine has: with a folder, ports,
 * a cookie and a port mapper of its own. The package's service is not touched.
 */
public final class RabbitBroker implements TestBroker {
  private static final Path HOMES = Path.of("/usr/lib/rabbitmq/lib");
  private static final Path MAPPER = Path.of("/usr/bin/epmd");

  private final Path folder;
  private final int port = TestBroker.freePort();
  private final int mapperPort = TestBroker.freePort();
  private final Map<String, String> settings;
  private final Map<String, List<String>> reads = new HashMap<>();
  private @Nullable Process mapper;
  private @Nullable Process server;

  /**
   * @param folder empty
   */
  public RabbitBroker(Path folder) {
    this.folder = folder;
    this.settings = settings(folder, TestBroker.freePort());
    write("plugins", "[].");
    write("rabbitmq.conf", "listeners.tcp.1 = 127.0.0.1:" + port + "\nlog.console = true\n");
  }

  /** Says so where there is no RabbitMQ; the build server has one. */
  public static boolean isThere() {
    boolean there = Files.isExecutable(MAPPER) && Files.isDirectory(HOMES);
    String missing = "queues of RabbitMQ need it: apt-get install rabbitmq-server";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(there).as(missing).isTrue();
    }
    if (!there) {
      System.out.println("\nSKIPPED: " + missing);
    }
    return there;
  }

  private Map<String, String> settings(Path home, int distribution) {
    Map<String, String> all = new HashMap<>();
    all.put("HOME", home.toString());
    all.put("RABBITMQ_NODENAME", "herald" + port + "@localhost");
    all.put("RABBITMQ_DIST_PORT", String.valueOf(distribution));
    all.put("RABBITMQ_MNESIA_BASE", home.resolve("data").toString());
    all.put("RABBITMQ_LOG_BASE", home.resolve("log").toString());
    all.put("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString());
    all.put("RABBITMQ_CONF_ENV_FILE", home.resolve("none").toString());
    all.put("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString());
    all.put("RABBITMQ_PID_FILE", home.resolve("pid").toString());
    all.put("ERL_EPMD_PORT", String.valueOf(mapperPort));
    all.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    return Map.copyOf(all);
  }

  private void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String program(String name) {
    try (Stream<Path> homes = Files.list(HOMES)) {
      return homes
          .map(home -> home.resolve("sbin").resolve(name))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow()
          .toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Process run(String... command) {
    ProcessBuilder process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    process.environment().putAll(settings);
    try {
      return process
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile()))
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public RabbitBroker start() {
    mapper = run(MAPPER.toString());
    Process running = run(program("rabbitmq-server"));
    server = running;
    await("RabbitMQ").atMost(Patience.SOON).until(() -> answers(running));
    return this;
  }

  private boolean answers(Process running) throws IOException {
    assertThat(running.isAlive()).as(Files.readString(folder.resolve("out.log"))).isTrue();
    try (Connection connection = connection()) {
      return connection.isOpen();
    } catch (IOException | TimeoutException _) {
      return false;
    }
  }

  private Connection connection() throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    return factory.newConnection();
  }

  @Override
  public void kill() {
    Stream.of(server, mapper)
        .filter(process -> process != null)
        .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
        .toList()
        .forEach(process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }

  @Override
  public String servers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void create(String name) {
    onChannel(channel -> channel.queueDeclare(name, true, false, false, Map.of()).getQueue());
  }

  @Override
  public void write(List<Written> records) {
    onChannel(channel -> {
      channel.confirmSelect();
      for (Written written : records) {
        channel.basicPublish("", written.to(), properties(written), written.body());
      }
      channel.waitForConfirmsOrDie(Patience.SOON.toMillis());
      return records.size();
    });
  }

  private static AMQP.BasicProperties properties(Written written) {
    Map<String, Object> headers = new HashMap<>(written.headers());
    Object type = headers.remove("content-type");
    return new AMQP.BasicProperties.Builder()
        .deliveryMode(2)
        .messageId(written.id())
        .contentType(type == null ? null : type.toString())
        .headers(headers)
        .build();
  }

  /**
   * Asks the node itself only once nothing is left to give out: it takes a second of a processor, but
   * no client is told what others hold.
   */
  @Override
  public long waiting(String name) {
    long toGiveOut = onChannel(channel -> channel.messageCount(name));
    return toGiveOut > 0 ? toGiveOut : givenOut(name);
  }

  /** A node that is asked where others have the processors may be too slow for the one who asks. */
  private long givenOut(String name) {
    return await("what RabbitMQ has given out")
        .atMost(Patience.SOON)
        .until(() -> listed(name), count -> count >= 0);
  }

  /** Negative when there was no answer. */
  private long listed(String name) throws IOException {
    Path answer = Files.createTempFile(folder, "queues", ".txt");
    ProcessBuilder asking =
        new ProcessBuilder(program("rabbitmqctl"), "-q", "list_queues", "name", "messages")
            .redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    asking.environment().putAll(settings);
    if (asking.start().onExit().join().exitValue() != 0) {
      return -1;
    }
    return Files.readString(answer, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("\t"))
        .filter(line -> line[0].equals(name))
        .mapToLong(line -> Long.parseLong(line[1]))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public List<String> read(String name) {
    List<String> read = reads.computeIfAbsent(name, _ -> new ArrayList<>());
    onChannel(channel -> {
      for (GetResponse one = channel.basicGet(name, true);
          one != null;
          one = channel.basicGet(name, true)) {
        assertThat(one.getProps().getDeliveryMode()).isEqualTo(2);
        read.add(new String(one.getBody(), StandardCharsets.UTF_8));
      }
      return read.size();
    });
    return List.copyOf(read);
  }

  private interface Use<T> {
    T on(Channel channel) throws IOException, InterruptedException, TimeoutException;
  }

  private <T> T onChannel(Use<T> use) {
    try (Connection connection = connection()) {
      return use.on(connection.createChannel());
    } catch (IOException | InterruptedException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
