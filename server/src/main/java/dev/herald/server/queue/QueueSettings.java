package dev.herald.server.queue;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The queues that submissions come by.
 *
 * @param queues by name, which stands in traces and in the keys of records: renaming one lets
 *     records that come again be new
 */
@ConfigurationProperties("herald")
public record QueueSettings(@DefaultValue Map<String, Binding> queues) {
  public QueueSettings {
    queues = Map.copyOf(queues);
  }
}
