package dev.herald.channels;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channels.definition.DefinedConnector;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.http.HttpEgress;
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
 * Every connector there is: those written in Java, the built-in definitions, and the definitions of
 * the operator's folder, which replace others of the same name.
 *
 * <p>Readers see one consistent set at any moment; {@link #look} puts another in its place.
 */
public final class Connectors implements AutoCloseable {
  private final Environment environment;
  private final @Nullable Path folder;
  private final FolderDefinitions definitions;
  private final HttpEgress http;
  private final Tokens tokens;
  private final List<Connector> own;
  private final List<Connector> shipped;
  private volatile Map<String, Connector> byName;
  private volatile List<ConnectorFile> files = List.of();

  private Connectors(
      Environment environment, List<Connector> own, @Nullable Path folder, @Nullable Path kept) {
    this.environment = environment;
    this.own = List.copyOf(own);
    this.folder = folder;
    this.definitions = new FolderDefinitions(new KeptDefinitions(kept));
    this.http = new HttpEgress(environment.egress(), environment.deadline());
    this.tokens = new Tokens(environment.tokens(), environment.clock(), environment.deadline());
    this.shipped = shipped();
    this.byName = withShipped(Map.of());
  }

  /** Those that are shipped alone. */
  public static Connectors load(Environment environment) {
    return new Connectors(environment, List.of(), null, null);
  }

  /**
   * @param folder with the operator's definitions in {@code *.yaml}; one that does not exist is
   *     empty, and so is one that can't be read. A file that can't be used is left out, see {@link
   *     #files}
   * @param kept a folder of Herald's own, where it remembers each file as it was last in use
   */
  public static Connectors load(Environment environment, Path folder, Path kept) {
    return load(environment, List.of(), folder, kept);
  }

  /**
   * As above.
   *
   * @param own connectors of the program's own, whose destinations are in it
   */
  public static Connectors load(
      Environment environment, List<Connector> own, Path folder, Path kept) {
    Connectors connectors = new Connectors(environment, own, folder, kept);
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

  public Optional<Connector> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** By name. */
  public Collection<Connector> all() {
    return byName.values();
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
    Map<String, Connector> own = new TreeMap<>();
    view.definitions().forEach((name, definition) -> own.put(name, connector(name, definition)));
    byName = withShipped(own);
    files = view.files();
    return true;
  }

  private Map<String, Connector> withShipped(Map<String, Connector> own) {
    Map<String, Connector> all = new TreeMap<>();
    shipped.forEach(connector -> all.put(connector.description().name(), connector));
    all.putAll(own);
    return Collections.unmodifiableMap(all);
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

  private Connector connector(String name, Definition definition) {
    Connector standing = byName.get(name);
    return standing != null && standing.version().equals(definition.version())
        ? standing
        : defined(definition);
  }

  private Connector defined(Definition definition) {
    return new DefinedConnector(definition, http, tokens, environment.clock());
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
