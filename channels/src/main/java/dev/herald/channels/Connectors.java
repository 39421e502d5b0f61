package dev.herald.channels;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channels.definition.DefinedConnector;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.DefinitionException;
import dev.herald.channels.http.HttpEgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Every connector there is: those written in Java, the built-in definitions, and the definitions in
 * an operator's folders, where a later one replaces an earlier one of the same name.
 *
 * <p>Readers see one consistent set at any moment; {@link #reload} puts another in its place.
 */
public final class Connectors implements AutoCloseable {
  private final Environment environment;
  private final List<Path> folders;
  private final HttpEgress http;
  private final List<Connector> inJava;
  private volatile Map<String, Connector> byName = Map.of();

  private Connectors(Environment environment, List<Path> folders) {
    this.environment = environment;
    this.folders = List.copyOf(folders);
    this.http = new HttpEgress(environment.egress(), environment.deadline());
    this.inJava =
        ServiceLoader.load(ConnectorProvider.class).stream()
            .flatMap(provider -> provider.get().connectors(environment).stream())
            .toList();
  }

  /**
   * @param folders with definitions in {@code *.yaml}; one that does not exist is empty
   * @throws DefinitionException when a definition can't be used; nothing is left open
   * @throws UncheckedIOException when a folder can't be read
   */
  public static Connectors load(Environment environment, List<Path> folders)
      throws DefinitionException {
    Connectors connectors = new Connectors(environment, folders);
    try {
      connectors.reload();
      return connectors;
    } catch (DefinitionException | RuntimeException e) {
      connectors.close();
      throw e;
    }
  }

  public Optional<Connector> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** By name. */
  public Collection<Connector> all() {
    return byName.values();
  }

  /**
   * Reads the folders again. A definition that did not change stays as it is.
   *
   * @throws DefinitionException when a definition can't be used; then all stay as they are
   */
  public synchronized void reload() throws DefinitionException {
    Map<String, Connector> next = new TreeMap<>();
    inJava.forEach(connector -> next.put(connector.description().name(), connector));
    for (Map.Entry<String, String> file : files().entrySet()) {
      Connector connector = connector(file.getKey(), file.getValue());
      next.put(connector.description().name(), connector);
    }
    byName = Collections.unmodifiableMap(next);
  }

  private Map<String, String> files() {
    try {
      Map<String, String> files = new LinkedHashMap<>(DefinitionFiles.builtIn());
      for (Path folder : folders) {
        files.putAll(DefinitionFiles.in(folder));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Connector connector(String file, String yaml) throws DefinitionException {
    Definition definition = Definition.read(file, yaml);
    Connector standing = byName.get(definition.description().name());
    return standing != null && standing.version().equals(definition.version())
        ? standing
        : new DefinedConnector(definition, http, environment.clock());
  }

  @Override
  public void close() {
    inJava.forEach(Connector::close);
    http.close();
  }
}
