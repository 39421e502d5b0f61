package dev.herald.bench.peer;

import dev.herald.bench.process.Answering;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka of one process, broker and controller, with the defaults of a single node. */
public final class KafkaBroker {
  private static final List<String> FLAGS = List.of("-XX:+UseG1GC", "-Xms256m", "-Xmx512m");

  private static final int NODE = 1;

  private KafkaBroker() {}

  /**
   * In a process of its own, which says {@link Ready} once it answers.
   *
   * @param folder empty
   */
  public static Child launch(Path logs, Path folder) {
    return Child.asked(
        "kafka", logs, Jvm.own(FLAGS).running(KafkaBroker.class, List.of(folder.toString())));
  }

  /** Where it listens. */
  public record Ready(int port) {}

  /**
   * @param arguments an empty folder
   */
  public static void main(String[] arguments) throws Exception {
    int port = freePort();
    Properties settings = settings(Path.of(arguments[0], "log"), port, freePort());
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE)
        .setDirectories(List.of(settings.getProperty("log.dirs")))
        .setMetadataLogDirectory(settings.getProperty("log.dirs"))
        .setControllerListenerName("CONTROLLER")
        .setPrintStream(System.err)
        .run();
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    Answering.serve(new Ready(port), String.class, question -> question);
    server.shutdown();
  }

  private static Properties settings(Path log, int port, int controller) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("log.dirs", log.toString());
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE, controller));
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
