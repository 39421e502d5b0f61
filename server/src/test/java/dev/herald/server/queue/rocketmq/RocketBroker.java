package dev.herald.server.queue.rocketmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Patience;
import dev.herald.server.queue.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.jspecify.annotations.Nullable;

/** A name server and a broker of RocketMQ, in a JVM of their own. */
public final class RocketBroker implements TestBroker {
  static final String READY = "ready to be read";

  private static final String GROUP = "herald";
  private static final int CALL_MILLIS = 10_000;
  private static final int READ_AND_WRITE = 6;
  private static final String QUIET =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %level %logger{20} %msg%n</pattern></encoder>
        </appender>
        <root level="ERROR"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final Path folder;
  private final int names = TestBroker.freePort();
  private final int port = TestBroker.freePort();
  private final int replication = TestBroker.freePort();
  private final Map<String, DefaultLitePullConsumer> readers = new HashMap<>();
  private final Map<String, List<String>> reads = new HashMap<>();
  private @Nullable Process process;

  /**
   * @param folder empty
   */
  public RocketBroker(Path folder) {
    this.folder = folder;
    try {
      Files.writeString(folder.resolve("logback.xml"), QUIET);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public RocketBroker start() {
    try {
      Files.deleteIfExists(log());
      Process running =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  // On JDK 25 Netty frees no mapped file otherwise, which a broker does that was
                  // killed.
                  "-Dio.netty.noUnsafe=false",
                  "--sun-misc-unsafe-memory-access=allow",
                  "--enable-native-access=ALL-UNNAMED",
                  "-Duser.home=" + folder,
                  "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  RocketNode.class.getName(),
                  folder.toString(),
                  String.valueOf(names),
                  String.valueOf(port),
                  String.valueOf(replication))
              .redirectErrorStream(true)
              .redirectOutput(log().toFile())
              .start();
      process = running;
      await("RocketMQ").atMost(Patience.SOON).until(() -> isReady(running));
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean isReady(Process running) throws IOException {
    String said = Files.readString(log(), UTF_8);
    assertThat(running.isAlive()).as(said).isTrue();
    return said.contains(READY);
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  @Override
  public void kill() {
    readers.values().forEach(DefaultLitePullConsumer::shutdown);
    readers.clear();
    Optional.ofNullable(process).ifPresent(running -> running.destroyForcibly().onExit().join());
  }

  @Override
  public String servers() {
    return "127.0.0.1:" + names;
  }

  private String address() {
    return "127.0.0.1:" + port;
  }

  private interface Use<T> {
    T on(DefaultMQProducer producer) throws Exception;
  }

  private <T> T withProducer(Use<T> use) {
    DefaultMQProducer producer = new DefaultMQProducer("test");
    producer.setNamesrvAddr(servers());
    producer.setInstanceName(UUID.randomUUID().toString());
    producer.setSendMsgTimeout((int) Patience.SOON.toMillis());
    try {
      producer.start();
      return use.on(producer);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    } finally {
      producer.shutdown();
    }
  }

  private static MQClientAPIImpl client(DefaultMQProducer producer) {
    return MQClientManager.getInstance().getOrCreateMQClientInstance(producer).getMQClientAPIImpl();
  }

  @Override
  public void create(String name) {
    withProducer(producer -> {
      client(producer)
          .createTopic(address(), "none", new TopicConfig(name, 1, 1, READ_AND_WRITE), CALL_MILLIS);
      return name;
    });
  }

  @Override
  public void write(List<Written> records) {
    withProducer(producer -> {
      records.stream().map(Written::to).distinct().forEach(topic -> awaitRoute(producer, topic));
      for (Written written : records) {
        producer.send(message(written));
      }
      return records;
    });
  }

  /** A broker that was killed is told to the name server again only after it has begun. */
  private static void awaitRoute(DefaultMQProducer producer, String topic) {
    await("the route of " + topic)
        .atMost(Patience.SOON)
        .ignoreExceptions()
        .until(() -> !producer.fetchPublishMessageQueues(topic).isEmpty());
  }

  private static Message message(Written written) {
    Message message = new Message(written.to(), written.body());
    written.headers().forEach(message::putUserProperty);
    if (written.id() != null) {
      MessageAccessor.putProperty(
          message, MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, written.id());
    }
    return message;
  }

  @Override
  public long waiting(String name) {
    return withProducer(producer ->
        client(producer)
            .getConsumeStats(address(), GROUP + "-" + name, CALL_MILLIS)
            .computeTotalDiff());
  }

  @Override
  public List<String> read(String name) {
    DefaultLitePullConsumer reader = readers.computeIfAbsent(name, this::reader);
    List<String> read = reads.computeIfAbsent(name, _ -> new ArrayList<>());
    reader.poll(500).forEach(one -> read.add(new String(one.getBody(), UTF_8)));
    return List.copyOf(read);
  }

  private DefaultLitePullConsumer reader(String name) {
    DefaultLitePullConsumer reader = new DefaultLitePullConsumer("reader-of-" + name);
    reader.setNamesrvAddr(servers());
    reader.setInstanceName(UUID.randomUUID().toString());
    reader.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    try {
      reader.subscribe(name, "*");
      reader.start();
      return reader;
    } catch (MQClientException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
