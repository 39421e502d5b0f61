package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channels.ConnectorFile;
import dev.herald.channels.Connectors;
import dev.herald.channels.definition.DefinitionException.Problem;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in connectors and those of the operator's folder, which is read twice a second. What
 * became of a file is logged when it changes; a file that can't be used hinders no other.
 */
final class LoadedConnectors implements ConnectorCatalog, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoadedConnectors.class);
  private static final long LOOK_MILLIS = 500;

  private final Connectors connectors;
  private final Path folder;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("connector-folder").daemon().factory());
  private Set<ConnectorFile> logged = Set.of();
  private boolean readable = true;
  private final Supplier<Connectors> forStandIns;
  private volatile @Nullable Connectors standIns;

  private LoadedConnectors(Connectors connectors, Supplier<Connectors> forStandIns, Path folder) {
    this.connectors = connectors;
    this.forStandIns = forStandIns;
    this.folder = folder;
    logFiles();
  }

  /**
   * @param forStandIns the same connectors, which speak to the stand-in providers alone; asked for
   *     when the first message of a test key is sent
   */
  static LoadedConnectors watching(
      Connectors connectors, Supplier<Connectors> forStandIns, Path folder) {
    LoadedConnectors loaded = new LoadedConnectors(connectors, forStandIns, folder);
    loaded.watch.scheduleWithFixedDelay(
        loaded::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return loaded;
  }

  private void look() {
    try {
      Connectors others = standIns;
      if (others != null) {
        others.look();
      }
      if (connectors.look()) {
        listeners.forEach(Runnable::run);
        logFiles();
      }
      readable = true;
    } catch (UncheckedIOException e) {
      logUnreadable(e);
    } catch (RuntimeException e) {
      log.error("The connector files in {} could not be taken", folder, e);
    }
  }

  private void logUnreadable(UncheckedIOException e) {
    if (readable) {
      log.error(
          "The connector folder {} can't be read, and all stays as it is: {}",
          folder,
          String.valueOf(e.getCause()));
    }
    readable = false;
  }

  private void logFiles() {
    List<ConnectorFile> files = connectors.files();
    files.stream().filter(file -> !logged.contains(file)).forEach(this::log);
    logged = new HashSet<>(files);
  }

  private void log(ConnectorFile file) {
    switch (file.state()) {
      case IN_USE -> {
        log.info("Connector '{}' is in use as {} says", file.connector(), file.file());
        file.problems().forEach(problem -> log.warn("{}", in(problem)));
      }
      case LAST_GOOD ->
          file.problems()
              .forEach(problem ->
                  log.error("{}; connector '{}' stays as it was", in(problem), file.connector()));
      case LEFT_OUT ->
          file.problems().forEach(problem -> log.error("{}; it is left out", in(problem)));
    }
  }

  private String in(Problem problem) {
    return folder + "/" + problem;
  }

  @Override
  public Optional<Connector> find(String name) {
    return connectors.find(name);
  }

  @Override
  public Optional<Connector> standIn(String name) {
    Connectors present = standIns;
    return (present == null ? standIns() : present).find(name);
  }

  private synchronized Connectors standIns() {
    Connectors present = standIns;
    if (present == null) {
      present = forStandIns.get();
      standIns = present;
    }
    return present;
  }

  @Override
  public List<Connector> all() {
    return List.copyOf(connectors.all());
  }

  @Override
  public List<ConnectorFile> files() {
    return connectors.files();
  }

  @Override
  public void onChange(Runnable action) {
    listeners.add(action);
  }

  @Override
  public void close() {
    watch.shutdownNow();
    connectors.close();
    Connectors others = standIns;
    if (others != null) {
      others.close();
    }
  }
}
