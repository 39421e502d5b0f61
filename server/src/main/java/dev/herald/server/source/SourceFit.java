package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which of a channel's sources can be given a message, by where it goes and what it is. */
@Component
public class SourceFit {
  private final ConnectorCatalog connectors;

  SourceFit(ConnectorCatalog connectors) {
    this.connectors = connectors;
  }

  /** Those of the candidates whose connectors take the kind of address and of content. */
  public List<ConfiguredSource> among(
      List<ConfiguredSource> candidates, Destination.Kind kind, Class<? extends Content> content) {
    return candidates.stream()
        .filter(source -> takes(source).filter(by -> by.takes(kind, content)).isPresent())
        .toList();
  }

  /** Whether files go with what it sends. */
  public boolean carriesFiles(ConfiguredSource source) {
    return connectors.serving(source).filter(Connector::carriesAttachments).isPresent();
  }

  /** What a source's connector takes; empty when the connector is gone. */
  public Optional<ConnectorDescription> takes(ConfiguredSource source) {
    return connectors.serving(source).map(by -> by.description());
  }

  /** What each of them takes, for people: {@code a (template to phone), b (text to phone)}. */
  public String words(List<ConfiguredSource> sources) {
    return sources.stream()
        .map(source ->
            takes(source)
                .map(by -> "%s (%s)".formatted(source.source().code(), words(by)))
                .orElse(source.source().code()))
        .collect(Collectors.joining(", "));
  }

  private static String words(ConnectorDescription connector) {
    String contents =
        connector.contents().stream()
            .map(SourceFit::word)
            .sorted()
            .collect(Collectors.joining("/"));
    return connector.destination() == Destination.Kind.NONE
        ? contents + " to the source's own destination"
        : "%s to %s".formatted(contents, word(connector.destination()));
  }

  public static String word(Destination.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** As definitions call a kind of content. */
  public static String word(Class<? extends Content> content) {
    return content == Content.ProviderTemplate.class
        ? "template"
        : content.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
