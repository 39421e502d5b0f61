package dev.herald.server.intake.relay;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How submissions get from those who take them in to those who send them.
 *
 * @param through the table alone, or a broker before it; the same in all processes of a cluster
 */
@ConfigurationProperties("herald.intake")
public record RelaySettings(@DefaultValue("table") Through through, @DefaultValue Kafka kafka) {

  /** What they pass. */
  public enum Through {
    TABLE,
    KAFKA
  }

  /**
   * A Kafka cluster.
   *
   * @param servers host:port, separated by commas
   * @param topics what the names of its topics begin with; the name of a lane follows
   * @param group the consumer group of those who send
   * @param partitions of a topic that Herald makes
   * @param replicas of a topic that Herald makes
   * @param consumers how many threads of a process read each lane
   * @param batch how many submissions are saved at once, at most
   * @param largest the bytes of the largest submission that takes this way
   * @param properties passed to the broker's client as they are: security, say
   */
  public record Kafka(
      @Nullable String servers,
      @DefaultValue("herald") String topics,
      @DefaultValue("herald") String group,
      @DefaultValue("12") int partitions,
      @DefaultValue("1") short replicas,
      @DefaultValue("1") int consumers,
      @DefaultValue("500") int batch,
      @DefaultValue("900000") int largest,
      @DefaultValue Map<String, String> properties) {
    public Kafka {
      properties = Map.copyOf(properties);
      require(partitions >= 1 && replicas >= 1, "'partitions' and 'replicas' are at least 1");
      require(consumers >= 1 && consumers <= 64, "'consumers' is from 1 to 64");
      require(batch >= 1 && batch <= 1_000, "'batch' is from 1 to 1000");
    }

    String topic(String lane) {
      return topics + "." + lane;
    }

    String required() {
      require(servers != null && !servers.isBlank(), "needs 'servers'");
      return String.valueOf(servers);
    }

    private static void require(boolean right, String otherwise) {
      if (!right) {
        throw new IllegalArgumentException("herald.intake.kafka: " + otherwise);
      }
    }

    /** Secrets may stand in its properties. */
    @Override
    public String toString() {
      return topics + " at " + servers;
    }
  }
}
