package dev.herald.server.queue.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.server.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in a JVM of its own, which is a controller too, alone or one of several. What it
 * has written outlives being killed.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final int LARGEST_RECORD = 8 << 20;
  private static final String QUIET =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %level %logger{20} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final Path folder;
  private final int port = freePort();
  private @Nullable Process process;

  /**
   * @param folder empty
   */
  public KafkaBroker(Path folder) {
    this(folder, 0, List.of(freePort()), Uuid.randomUuid());
  }

  /**
   * @param node its place among the controllers
   * @param controllers their ports
   */
  private KafkaBroker(Path folder, int node, List<Integer> controllers, Uuid cluster) {
    this.folder = folder;
    write("logback.xml", QUIET);
    write("server.properties", properties(node, controllers));
    run("kafka.tools.StorageTool", "format", "-t", cluster.toString(), "-c", settings())
        .onExit()
        .join();
  }

  /**
   * Brokers that are one cluster. None has started.
   *
   * @param folders empty, one for each
   */
  public static List<KafkaBroker> together(List<Path> folders) {
    Uuid cluster = Uuid.randomUuid();
    List<Integer> controllers = folders.stream().map(_ -> freePort()).toList();
    return IntStream.range(0, folders.size())
        .mapToObj(node -> new KafkaBroker(folders.get(node), node, controllers, cluster))
        .toList();
  }

  private String properties(int node, List<Integer> controllers) {
    String voters =
        IntStream.range(0, controllers.size())
            .mapToObj(each -> "%d@127.0.0.1:%d".formatted(each, controllers.get(each)))
            .collect(Collectors.joining(","));
    return """
    process.roles=broker,controller
    node.id=%5$d
    controller.quorum.voters=%6$s
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    log.dirs=%3$s
    auto.create.topics.enable=false
    message.max.bytes=%4$d
    num.network.threads=1
    num.io.threads=2
    offsets.topic.num.partitions=1
    log.cleaner.dedupe.buffer.size=4194304
    offsets.topic.replication.factor=%7$d
    group.initial.rebalance.delay.ms=0
    broker.session.timeout.ms=3000
    broker.heartbeat.interval.ms=500
    """
        .formatted(
            port,
            controllers.get(node),
            folder.resolve("data"),
            LARGEST_RECORD,
            node,
            voters,
            controllers.size());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String settings() {
    return folder.resolve("server.properties").toString();
  }

  private Process run(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns once it answers. */
  public KafkaBroker start() {
    launch();
    return awaitAnswer();
  }

  /** It answers once most of its cluster has been launched. */
  public void launch() {
    process = run("kafka.Kafka", settings());
  }

  public KafkaBroker awaitAnswer() {
    try (Admin admin = admin()) {
      admin.describeCluster().nodes().get(Patience.SOON.toSeconds(), TimeUnit.SECONDS);
      return this;
    } catch (Exception failure) {
      throw new IllegalStateException("the broker did not start: " + said(), failure);
    }
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("broker.log"));
    } catch (IOException unread) {
      return unread.toString();
    }
  }

  /** Gives it no chance to do anything. */
  public void kill() {
    Optional.ofNullable(process).ifPresent(running -> running.destroyForcibly().onExit().join());
  }

  public String servers() {
    return "127.0.0.1:" + port;
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            servers(),
            "default.api.timeout.ms",
            (int) Patience.SOON.toMillis()));
  }

  public void topic(String name, int partitions) {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** How many records of a topic a group has acknowledged. */
  public long acknowledged(String group, String topic) {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return offsets.entrySet().stream()
          .filter(each -> each.getKey().topic().equals(topic))
          .mapToLong(each -> each.getValue().offset())
          .sum();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** How many records of a topic a group has not acknowledged. */
  public long waiting(String group, String topic) {
    try (Admin admin = admin()) {
      List<TopicPartitionInfo> partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
              .flatMap(each -> each.partitions().stream())
              .toList();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      partitions.forEach(
          each -> ends.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
              .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
              .sum()
          - acknowledged(group, topic);
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A record to be written. */
  public record Written(String topic, byte[] body, Map<String, String> headers) {
    public static Written of(String topic, String body) {
      return new Written(topic, body.getBytes(UTF_8), Map.of());
    }

    /** The same with one more header. */
    public Written with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Written(topic, body, more);
    }
  }

  /** Returns once the broker has all of them, in this order in each partition. */
  public void write(List<Written> records) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers(),
            "acks",
            "all",
            "max.request.size",
            LARGEST_RECORD,
            "delivery.timeout.ms",
            (int) Patience.SOON.toMillis());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var sent =
          records.stream()
              .map(written -> {
                var record = new ProducerRecord<byte[], byte[]>(written.topic, written.body);
                written.headers.forEach(
                    (name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
                return producer.send(record);
              })
              .toList();
      for (var each : sent) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** All that stands in a topic. */
  public List<String> read(String topic) {
    return readBytes(topic).stream().map(value -> new String(value, UTF_8)).toList();
  }

  /** As above, for what is no text. */
  public List<byte[]> readBytes(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<byte[]> read = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
      }
      return read;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
