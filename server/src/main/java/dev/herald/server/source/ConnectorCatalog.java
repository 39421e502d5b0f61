package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channel.Source;
import dev.herald.channel.receipt.Report;
import dev.herald.channel.receipt.ReportSink;
import dev.herald.channels.ConnectorFile;
import dev.herald.channels.OfferedConnector;
import dev.herald.channels.Origin;
import dev.herald.channels.PublishedDefinition;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.plugin.PluginFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The connectors that sources can be made for. What it answers may change while Herald runs. */
public interface ConnectorCatalog {

  /** The definitions that are kept in the database, for every process to take up. */
  interface Published {
    /**
     * By the name of the connector: the one that is published, then those that once were, the
     * latest first. Empty when nothing changed since it was asked last.
     */
    Optional<Map<String, List<PublishedDefinition>>> changed();

    /** How often all processes were asked to read their plug-ins again. */
    long reloads();
  }

  /** The one that is in use. */
  Optional<Connector> find(String name);

  /** All with one name: the one in use, then those behind it. */
  default List<OfferedConnector> offers(String name) {
    return find(name).stream().map(by -> new OfferedConnector(Origin.JAR, by, null)).toList();
  }

  /** What speaks for a source. */
  default Optional<Connector> serving(ConfiguredSource source) {
    Connector present = source.connector();
    return present == null ? find(source.source().connector()) : Optional.of(present);
  }

  /** A definition at work that is not in use, to be tried. */
  default Connector trial(Definition definition) {
    throw new UnsupportedOperationException(definition.description().name());
  }

  /**
   * Has whoever reads within the running transaction find what it is about to publish.
   *
   * @param number of its version
   */
  default void expect(Definition definition, int number) {}

  /** Takes up what was published, now. */
  default void lookAgain() {}

  /** What a provider's code means by language tag; empty when nobody said. */
  default Map<String, String> meaning(String connector, String code) {
    return find(connector)
        .map(found -> found.description().reasons().getOrDefault(code, Map.of()))
        .orElse(Map.of());
  }

  /**
   * What speaks for a source, speaking to the stand-in providers alone, whatever the server's mode.
   */
  default Optional<Connector> standIn(ConfiguredSource source) {
    return Optional.empty();
  }

  /** In the order of their names. */
  List<Connector> all();

  /** What became of the files of the operator's folder, by their names. */
  default List<ConnectorFile> files() {
    return List.of();
  }

  /** What became of the plug-ins, by the names of their files. */
  default List<PluginFile> plugins() {
    return List.of();
  }

  /** Reads the plug-ins of this process again. */
  default List<PluginFile> reload() {
    return List.of();
  }

  /** Has something run whenever what it answers has changed. */
  default void onChange(Runnable action) {}

  /** Passes on what providers say over connections that connectors keep. */
  @Component
  class Reports implements ReportSink {
    private volatile ReportSink listener = ReportSink.NONE;

    /** From now on whoever keeps reports is told. */
    public void listen(ReportSink keeper) {
      listener = keeper;
    }

    @Override
    public void heard(Source source, Report report) {
      listener.heard(source, report);
    }
  }
}
