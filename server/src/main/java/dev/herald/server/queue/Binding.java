package dev.herald.server.queue;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One queue that submissions come by.
 *
 * @param kind of broker: {@code kafka}, {@code rabbitmq} or {@code rocketmq}
 * @param servers host:port, separated by commas; of RocketMQ's name servers
 * @param topic that is read, of Kafka or RocketMQ
 * @param queue that is read, of RabbitMQ
 * @param group the consumer group: all processes of a cluster have the same
 * @param application which sends by it; null: each record says so, and is signed
 * @param signers the secret that each application signs its records with
 * @param consumers how many threads of this process read it
 * @param batch how many records are saved at once, at most
 * @param properties passed to the broker's client as they are: security, say
 * @param answers the topic that the application hears on what became of its messages; null: none
 */
public record Binding(
    String kind,
    String servers,
    @Nullable String topic,
    @Nullable String queue,
    @DefaultValue("herald") String group,
    @Nullable String application,
    @DefaultValue Map<String, String> signers,
    @DefaultValue("1") int consumers,
    @DefaultValue("500") int batch,
    @DefaultValue Map<String, String> properties,
    @Nullable String answers) {
  private static final int MOST_CONSUMERS = 64;
  private static final int LARGEST_BATCH = 1_000;

  public Binding {
    signers = Map.copyOf(signers);
    properties = Map.copyOf(properties);
    require(
        (application == null) != signers.isEmpty(),
        "needs either 'application', or 'signers' with a secret for each application");
    require(
        consumers >= 1 && consumers <= MOST_CONSUMERS,
        "'consumers' is from 1 to " + MOST_CONSUMERS);
    require(
        answers == null || application != null,
        "with 'answers' needs 'application': nobody else is to read what became of its messages");
    require(batch >= 1 && batch <= LARGEST_BATCH, "'batch' is from 1 to " + LARGEST_BATCH);
  }

  /** What is read at the broker. */
  @Nullable String from() {
    return topic == null ? queue : topic;
  }

  /** What a broker's kind needs of it. */
  public static String required(@Nullable String value, String name) {
    require(value != null && !value.isBlank(), "needs '%s'".formatted(name));
    return String.valueOf(value);
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException("a queue under herald.queues " + otherwise);
    }
  }

  /** Secrets stand in it. */
  @Override
  public String toString() {
    return "%s %s".formatted(kind, from());
  }
}
