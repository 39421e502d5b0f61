package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channels.Connectors;
import dev.herald.channels.definition.DefinitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in connectors and those of the operator's folder, which is looked at every second. A
 * definition that can't be used leaves all as they are, and the log says which line is wrong.
 */
final class LoadedConnectors implements ConnectorCatalog, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoadedConnectors.class);

  private final Connectors connectors;
  private final Path folder;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("connector-folder").daemon().factory());
  private Map<String, String> seen;

  private LoadedConnectors(Connectors connectors, Path folder) {
    this.connectors = connectors;
    this.folder = folder;
    this.seen = stamps();
  }

  static LoadedConnectors watching(Connectors connectors, Path folder) {
    LoadedConnectors loaded = new LoadedConnectors(connectors, folder);
    loaded.watch.scheduleWithFixedDelay(loaded::look, 1, 1, TimeUnit.SECONDS);
    return loaded;
  }

  private void look() {
    try {
      Map<String, String> now = stamps();
      if (!now.equals(seen)) {
        seen = now;
        connectors.reload();
        log.info("Read the connector definitions in {} again", folder);
      }
    } catch (DefinitionException e) {
      log.error("The connector definitions in {} stay as they were: {}", folder, e.getMessage());
    } catch (RuntimeException e) {
      log.warn("The connector definitions in {} can't be read: {}", folder, e.toString());
    }
  }

  private Map<String, String> stamps() {
    Map<String, String> stamps = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return stamps;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        stamps.put(file.toString(), attributes.lastModifiedTime() + " " + attributes.size());
      }
      return stamps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Connector> find(String name) {
    return connectors.find(name);
  }

  @Override
  public List<Connector> all() {
    return List.copyOf(connectors.all());
  }

  @Override
  public void close() {
    watch.shutdownNow();
    connectors.close();
  }
}
