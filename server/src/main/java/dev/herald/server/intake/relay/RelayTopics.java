package dev.herald.server.intake.relay;

import dev.herald.server.lane.Lanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A topic for each lane, and one for what can't be read; those that are missing are made. */
@Component
@ConditionalOnKafka
class RelayTopics {
  /** Where what no process could read or save is kept. */
  static final String UNREAD = "unread";

  private static final Logger log = LoggerFactory.getLogger(RelayTopics.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String LEAST_IN_SYNC = "min.insync.replicas";
  private static final int REPLICAS_OF_WHICH_ONE_MAY_GO = 3;

  private final RelaySettings.Kafka settings;
  private final Lanes lanes;

  RelayTopics(RelaySettings settings, Lanes lanes) {
    this.settings = settings.kafka();
    this.lanes = lanes;
  }

  /** What every client of the broker is told. */
  static Map<String, Object> client(RelaySettings.Kafka settings) {
    Map<String, Object> client = new HashMap<>(settings.properties());
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.required());
    return client;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    lanes.names().forEach(lane -> names.add(settings.topic(lane)));
    names.add(settings.topic(UNREAD));
    return names;
  }

  /**
   * @return false: the broker can't be asked now
   */
  boolean make() throws InterruptedException {
    Map<String, Object> client = client(settings);
    client.keySet().retainAll(AdminClientConfig.configNames());
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    try (Admin admin = Admin.create(client)) {
      List<String> missing = new ArrayList<>(names());
      missing.removeAll(admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      if (!missing.isEmpty()) {
        make(admin, missing);
      }
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException failure) {
      log.warn("The topics of lanes can't be looked after yet: {}", failure.toString());
      return false;
    }
  }

  /** Another process may make them at the same time. */
  private void make(Admin admin, List<String> missing) throws InterruptedException {
    Map<String, String> durable =
        settings.replicas() >= REPLICAS_OF_WHICH_ONE_MAY_GO
            ? Map.of(LEAST_IN_SYNC, String.valueOf(settings.replicas() - 1))
            : Map.of();
    try {
      admin
          .createTopics(
              missing.stream()
                  .map(topic ->
                      new NewTopic(topic, settings.partitions(), settings.replicas())
                          .configs(durable))
                  .toList())
          .all()
          .get();
      log.info("Made the topics {}", missing);
    } catch (ExecutionException failure) {
      log.debug("Some topic was not made: {}", failure.toString());
    }
  }
}
