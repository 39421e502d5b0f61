package dev.herald.channels;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channels.definition.DefinedConnector;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.plugin.PluginFile;
import dev.herald.channels.plugin.Plugins;
import dev.herald.channels.token.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every connector there is, from the database, the operator's folder, plug-ins and the jar. Of
 * several with one name the first of these is in use, and the others stand behind it.
 *
 * <p>Readers see one consistent set at any moment; {@link #look} and {@link #publish} put another
 * in its place. Whoever has a connector of an earlier set can go on with it.
 */
public final class Connectors implements AutoCloseable {
  private final Environment environment;
  private final @Nullable Path folder;
  private final FolderDefinitions definitions;
  private final HttpEgress http;
  private final Tokens tokens;
  private final List<Connector> own;
  private final List<Connector> shipped;
  private final Plugins plugins;
  private Map<String, Definition> fromFolder = Map.of();
  private Map<String, List<PublishedDefinition>> published = Map.of();
  private volatile Map<String, List<OfferedConnector>> byName = Map.of();
  private volatile List<ConnectorFile> files = List.of();

  private Connectors(
      Environment environment,
      List<Connector> own,
      @Nullable Path folder,
      @Nullable Path kept,
      @Nullable Path plugins) {
    this.environment = environment;
    this.own = List.copyOf(own);
    this.folder = folder;
    this.definitions = new FolderDefinitions(new KeptDefinitions(kept));
    this.http = new HttpEgress(environment.egress(), environment.deadline());
    this.tokens = new Tokens(environment.tokens(), environment.clock(), environment.deadline());
    this.shipped = shipped();
    this.plugins = new Plugins(plugins, environment);
    arrange();
  }

  /** Those that are shipped alone. */
  public static Connectors load(Environment environment) {
    return new Connectors(environment, List.of(), null, null, null);
  }

  /**
   * @param folder with the operator's definitions in {@code *.yaml}; one that does not exist is
   *     empty, and so is one that can't be read. A file that can't be used is left out, see {@link
   *     #files}
   * @param kept a folder of Herald's own, where it remembers each file as it was last in use
   */
  public static Connectors load(Environment environment, Path folder, Path kept) {
    return loaded(new Connectors(environment, List.of(), folder, kept, null));
  }

  /**
   * As above.
   *
   * @param own connectors of the program's own, whose destinations are in it
   * @param plugins a folder with the operator's connectors in Java, {@code *.jar}; see {@link
   *     #plugins}
   */
  public static Connectors load(
      Environment environment, List<Connector> own, Path folder, Path kept, Path plugins) {
    Connectors connectors = new Connectors(environment, own, folder, kept, plugins);
    List<PluginFile> _ = connectors.reload();
    return loaded(connectors);
  }

  private static Connectors loaded(Connectors connectors) {
    try {
      connectors.look();
    } catch (UncheckedIOException _) {
      // The next look meets it again, and tells.
    }
    return connectors;
  }

  /**
   * What would come of files or folders, without using them.
   *
   * @throws UncheckedIOException when a folder can't be read
   */
  public static List<ConnectorFile> check(List<Path> paths) {
    Map<String, FoundFile> found = new TreeMap<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        in(path).forEach((file, each) -> found.put(path.resolve(file).toString(), each));
      } else {
        found.put(path.toString(), FoundFile.of(path));
      }
    }
    return new FolderDefinitions(new KeptDefinitions(null)).take(found).files();
  }

  /** The one that is in use. */
  public Optional<Connector> find(String name) {
    return offers(name).stream().findFirst().map(OfferedConnector::connector);
  }

  /** Those in use, by name. */
  public Collection<Connector> all() {
    return byName.values().stream().map(offers -> offers.getFirst().connector()).toList();
  }

  /** All with one name: the one in use, then those behind it, the newest first. */
  public List<OfferedConnector> offers(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** What became of the operator's files, by their names. */
  public List<ConnectorFile> files() {
    return files;
  }

  /**
   * Reads the folder again. A definition that did not change stays as it is.
   *
   * @return whether anything did
   * @throws UncheckedIOException when the folder can't be read; then all stay as they are
   */
  public synchronized boolean look() {
    FolderDefinitions.View view = definitions.take(found());
    if (view.files().equals(files)) {
      return false;
    }
    fromFolder = view.definitions();
    arrange();
    files = view.files();
    return true;
  }

  /**
   * Takes what the database has in place of what it had.
   *
   * @param definitions by the name of the connector: the one that is published, then those that
   *     once were, the latest first
   */
  public synchronized void publish(Map<String, List<PublishedDefinition>> definitions) {
    published = Map.copyOf(definitions);
    arrange();
  }

  /**
   * Reads the plug-ins again. What did not change stays as it is; a call that is under way ends
   * with the connector that it began with.
   */
  public synchronized List<PluginFile> reload() {
    List<PluginFile> read = plugins.reload();
    arrange();
    return read;
  }

  /** What became of the plug-ins, by the names of their files. */
  public List<PluginFile> plugins() {
    return plugins.files();
  }

  private void arrange() {
    Map<String, List<OfferedConnector>> all = new TreeMap<>();
    published.forEach((name, versions) ->
        versions.forEach(version ->
            add(
                all,
                new OfferedConnector(
                    Origin.DATABASE, connector(name, version.definition()), version.number()))));
    fromFolder.forEach((name, definition) ->
        add(all, new OfferedConnector(Origin.FOLDER, connector(name, definition), null)));
    plugins
        .connectors()
        .forEach(connector -> add(all, new OfferedConnector(Origin.PLUGIN, connector, null)));
    shipped.forEach(connector -> add(all, new OfferedConnector(Origin.JAR, connector, null)));
    byName = Collections.unmodifiableMap(all);
  }

  private static void add(Map<String, List<OfferedConnector>> all, OfferedConnector offer) {
    all.computeIfAbsent(offer.connector().description().name(), _ -> new ArrayList<>()).add(offer);
  }

  private Map<String, FoundFile> found() {
    if (folder == null) {
      return Map.of();
    }
    if (!files.isEmpty() && Files.notExists(folder)) {
      // A disk that is away for a while, more likely than an operator's wish.
      throw new UncheckedIOException(new NoSuchFileException(folder.toString()));
    }
    return in(folder);
  }

  private static Map<String, FoundFile> in(Path folder) {
    try {
      return FoundFile.in(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A definition that did not change stays the connector that it is. */
  private Connector connector(String name, Definition definition) {
    return offers(name).stream()
        .map(OfferedConnector::connector)
        .filter(standing -> standing.version().equals(definition.version()))
        .findFirst()
        .orElseGet(() -> defined(definition));
  }

  private Connector defined(Definition definition) {
    return new DefinedConnector(definition, http, tokens, environment.clock());
  }

  /** A definition at work that is not in use, to be tried. */
  public Connector trial(Definition definition) {
    return defined(definition);
  }

  private List<Connector> shipped() {
    List<Connector> shipped = new ArrayList<>(own);
    ServiceLoader.load(ConnectorProvider.class).stream()
        .forEach(provider -> shipped.addAll(provider.get().connectors(environment)));
    BuiltInDefinitions.all().forEach(definition -> shipped.add(defined(definition)));
    return shipped;
  }

  @Override
  public void close() {
    shipped.forEach(Connector::close);
    http.close();
  }
}
