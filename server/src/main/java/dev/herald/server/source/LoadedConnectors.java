package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channels.ConnectorFile;
import dev.herald.channels.Connectors;
import dev.herald.channels.OfferedConnector;
import dev.herald.channels.Origin;
import dev.herald.channels.PublishedDefinition;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import dev.herald.channels.plugin.PluginFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The built-in connectors and the operator's, of the folder and of the database, both of which are
 * read twice a second. What became of a file is logged when it changes; a file that can't be used
 * hinders no other.
 */
final class LoadedConnectors implements ConnectorCatalog, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoadedConnectors.class);
  private static final long LOOK_MILLIS = 500;

  private final Connectors connectors;
  private final Path folder;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService watch =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("connector-watch-", 1).daemon().factory());
  private Set<ConnectorFile> logged = Set.of();
  private boolean readable = true;
  private final Supplier<Connectors> forStandIns;
  private final ConnectorCatalog.Published published;
  private Map<String, List<PublishedDefinition>> taken = Map.of();
  private boolean reachable = true;
  private long reloads;
  private volatile @Nullable Connectors standIns;

  private LoadedConnectors(
      Connectors connectors,
      Supplier<Connectors> forStandIns,
      Path folder,
      ConnectorCatalog.Published published) {
    this.connectors = connectors;
    this.forStandIns = forStandIns;
    this.folder = folder;
    this.published = published;
    this.reloads = published.reloads();
    logFiles();
    logPlugins(connectors.plugins());
    lookAgain();
  }

  /**
   * @param forStandIns the same connectors, which speak to the stand-in providers alone; asked for
   *     when the first message of a test key is sent
   */
  static LoadedConnectors watching(
      Connectors connectors,
      Supplier<Connectors> forStandIns,
      Path folder,
      ConnectorCatalog.Published published) {
    LoadedConnectors loaded = new LoadedConnectors(connectors, forStandIns, folder, published);
    for (Runnable look : List.<Runnable>of(loaded::look, loaded::lookAtPublished)) {
      loaded.watch.scheduleWithFixedDelay(look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    return loaded;
  }

  private void lookAtPublished() {
    try {
      lookAgain();
      reloadIfAsked();
      reachable = true;
    } catch (RuntimeException e) {
      if (reachable) {
        log.error("The published definitions can't be read, and all stay as they are", e);
      }
      reachable = false;
    }
  }

  private synchronized void reloadIfAsked() {
    if (published.reloads() != reloads) {
      List<PluginFile> _ = reload();
    }
  }

  @Override
  public synchronized List<PluginFile> reload() {
    reloads = published.reloads();
    List<PluginFile> files = connectors.reload();
    Connectors others = standIns;
    if (others != null) {
      List<PluginFile> _ = others.reload();
    }
    listeners.forEach(Runnable::run);
    logPlugins(files);
    return files;
  }

  @Override
  public List<PluginFile> plugins() {
    return connectors.plugins();
  }

  private static void logPlugins(List<PluginFile> files) {
    for (PluginFile file : files) {
      if (file.fault() == null) {
        log.info("Plug-in {}", file);
      } else {
        log.error("Plug-in {}", file);
      }
    }
  }

  @Override
  public synchronized void lookAgain() {
    published
        .changed()
        .ifPresent(definitions -> {
          taken = definitions;
          connectors.publish(definitions);
          Connectors others = standIns;
          if (others != null) {
            others.publish(definitions);
          }
          listeners.forEach(Runnable::run);
        });
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
    logged.stream()
        .map(ConnectorFile::connector)
        .filter(Objects::nonNull)
        .distinct()
        .filter(connector -> find(connector).isEmpty())
        .forEach(connector ->
            log.warn(
                "Connector '{}' is gone with its file; its sources send nothing until it is back",
                connector));
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
    return offers(name).stream().findFirst().map(OfferedConnector::connector);
  }

  @Override
  public List<OfferedConnector> offers(String name) {
    List<OfferedConnector> offers = connectors.offers(name);
    OfferedConnector expected = expected().get(name);
    return expected == null ? offers : Stream.concat(Stream.of(expected), offers.stream()).toList();
  }

  /** By name: what the transaction of this thread is about to publish. */
  @SuppressWarnings("unchecked")
  private Map<String, OfferedConnector> expected() {
    Object bound = TransactionSynchronizationManager.getResource(this);
    return bound == null ? Map.of() : (Map<String, OfferedConnector>) bound;
  }

  @Override
  public void expect(Definition definition, int number) {
    if (TransactionSynchronizationManager.getResource(this) == null) {
      TransactionSynchronizationManager.bindResource(this, new HashMap<>());
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              TransactionSynchronizationManager.unbindResource(LoadedConnectors.this);
            }
          });
    }
    expected()
        .put(
            definition.description().name(),
            new OfferedConnector(Origin.DATABASE, trial(definition), number));
  }

  @Override
  public Connector trial(Definition definition) {
    return connectors.trial(definition);
  }

  @Override
  public Optional<Connector> standIn(ConfiguredSource source) {
    Connectors standing = standIns;
    Connectors present = standing == null ? standIns() : standing;
    Connector by = source.connector();
    String name = source.source().connector();
    return present.offers(name).stream()
        .map(OfferedConnector::connector)
        .filter(offer -> by != null && offer.version().equals(by.version()))
        .findFirst()
        .or(() -> present.find(name));
  }

  private synchronized Connectors standIns() {
    Connectors present = standIns;
    if (present == null) {
      present = forStandIns.get();
      present.publish(taken);
      standIns = present;
    }
    return present;
  }

  @Override
  public List<Connector> all() {
    Map<String, Connector> all = new TreeMap<>();
    connectors.all().forEach(each -> all.put(each.description().name(), each));
    expected().forEach((name, offer) -> all.put(name, offer.connector()));
    return List.copyOf(all.values());
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
