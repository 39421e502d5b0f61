package dev.herald.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.herald.bench.worker.DatabaseAccess;
import dev.herald.bench.worker.Worker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one writes by hand: listeners on a Kafka topic that send each record, write a row of what
 * came of it, and acknowledge what they polled after that. 32 partitions, 32 threads.
 */
public final class ByHandPeer implements Worker {
  private static final Logger log = LoggerFactory.getLogger(ByHandPeer.class);
  private static final String TOPIC = "notices";
  private static final int THREADS = 32;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String TABLE =
      """
      create table sent (id uuid primary key, key text not null, at timestamptz not null,
        request text not null, answer text not null)
      """;

  private final HikariDataSource database;
  private final Provider provider;
  private final String broker;
  private final Countdown countdown = new Countdown();
  private final Gate gate = new Gate();
  private long filled;

  private ByHandPeer(HikariDataSource database, Provider provider, String broker) {
    this.database = database;
    this.provider = provider;
    this.broker = broker;
  }

  /** Holds the listeners while the topic is filled. */
  private static final class Gate {
    private boolean open;
    private int waiting;

    synchronized void open() {
      open = true;
      notifyAll();
    }

    /** Returns when all wait, and none polls any more. */
    synchronized void close() throws InterruptedException {
      open = false;
      while (waiting < THREADS) {
        wait();
      }
    }

    synchronized void pass() throws InterruptedException {
      waiting++;
      notifyAll();
      while (!open) {
        wait();
      }
      waiting--;
    }
  }

  /**
   * @param arguments URL, user and password of the database, the stand-in's port and the broker's
   */
  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource database = DatabaseAccess.of(arguments, THREADS).pool();
        Provider provider = new Provider(Integer.parseInt(arguments[3]), "/by-hand", THREADS)) {
      try (Connection connection = database.getConnection()) {
        connection.createStatement().execute(TABLE);
      }
      ByHandPeer peer = new ByHandPeer(database, provider, "127.0.0.1:" + arguments[4]);
      peer.listen();
      Worker.serve(peer);
    }
    System.exit(0);
  }

  /** Returns once every listener has its partition. */
  private void listen() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, THREADS, (short) 1))).all().get();
    }
    Phaser assigned = new Phaser(THREADS + 1);
    ExecutorService listeners = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      int partition = i;
      listeners.execute(() -> {
        try {
          listen(partition, assigned);
        } catch (Exception failure) {
          log.error("The listener of partition {} failed", partition, failure);
          Runtime.getRuntime().halt(1);
        }
      });
    }
    assigned.arriveAndAwaitAdvance();
  }

  private void listen(int partition, Phaser assigned) throws Exception {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker,
                "group.id",
                "by-hand",
                "client.id",
                "listener-" + partition,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(POLL);
      }
      assigned.arriveAndAwaitAdvance();
      while (true) {
        gate.pass();
        ConsumerRecords<String, String> records = consumer.poll(POLL);
        for (ConsumerRecord<String, String> record : records) {
          record(record, provider.send(record.value()));
        }
        if (!records.isEmpty()) {
          consumer.commitSync();
          for (int i = 0; i < records.count(); i++) {
            countdown.done();
          }
        }
      }
    }
  }

  private void record(ConsumerRecord<String, String> sent, String answer) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into sent values (?, ?, now(), ?, ?)")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, sent.key());
      insert.setString(3, sent.value());
      insert.setString(4, answer);
      insert.executeUpdate();
    }
  }

  @Override
  public void fill(int messages) throws Exception {
    countdown.begin(messages);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "acks", "all", "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < messages; i++) {
        long number = filled++;
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    TOPIC,
                    (int) (number % THREADS),
                    Long.toString(number),
                    Provider.notice(number))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  @Override
  public void work(int messages) throws Exception {
    gate.open();
    countdown.await();
    gate.close();
  }
}
