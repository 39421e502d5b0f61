package dev.herald.server.platform.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the embedded PostgreSQL runs with.
 *
 * @param settings by the names of postgresql.conf, over {@link #DEFAULTS}
 */
@ConfigurationProperties("herald.postgres")
public record PostgresSettings(@DefaultValue Map<String, String> settings) {

  /** Durable, small when idle, and with room in the log of changes for a burst. */
  static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("max_wal_size", "4GB"),
          Map.entry("min_wal_size", "256MB"),
          Map.entry("checkpoint_timeout", "10min"),
          Map.entry("checkpoint_completion_target", "0.9"),
          Map.entry("wal_buffers", "16MB"),
          // Zeroes for a new segment took 150 ms, and every commit waited for them.
          Map.entry("wal_init_zero", "off"),
          // Its binaries know pglz alone, which takes more processor time than it saves.
          Map.entry("wal_compression", "off"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("logging_collector", "on"),
          Map.entry("log_filename", "postgres-%a.log"),
          Map.entry("log_truncate_on_rotation", "on"),
          Map.entry("log_rotation_size", "0"),
          // Details quote rows, and rows hold addresses of people.
          // Errors of statements are told to Herald, and told there: callers must not fill this
          // log.
          Map.entry("log_min_messages", "log"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_line_prefix", "%m [%p] "));

  public PostgresSettings {
    settings = Map.copyOf(settings);
  }

  /** The text of a configuration file with these settings, and with those that the start knows. */
  String asFile(Map<String, String> fromStart) {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    all.putAll(fromStart);
    all.putAll(settings);
    return all.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> "%s = '%s'\n".formatted(entry.getKey(), entry.getValue().replace("'", "''")))
        .collect(
            Collectors.joining(
                "", "# Written by Herald at every start. Change herald.postgres.settings.\n", ""));
  }
}
