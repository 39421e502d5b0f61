package dev.herald.server.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.channels.OfferedConnector;
import dev.herald.channels.Origin;
import dev.herald.server.authorization.Reach;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.reason.DefinitionFault;
import dev.herald.server.reason.WordedReason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which sources a connector speaks for, and by which of its definitions. */
@Component
public class ConnectorSources {
  private final Sources sources;
  private final SourceStore store;
  private final ConnectorCatalog connectors;

  ConnectorSources(Sources sources, SourceStore store, ConnectorCatalog connectors) {
    this.sources = sources;
    this.store = store;
    this.connectors = connectors;
  }

  /**
   * What speaks for a source.
   *
   * @param origin left out when nothing does
   * @param version of the definition
   * @param number of the version, when it comes from the database
   * @param held why it is not what is in use; left out when it is
   * @param because each thing that the source lacks for what is in use
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ServingView(
      @Nullable Origin origin,
      @Nullable String version,
      @Nullable Integer number,
      @Nullable WordedReason held,
      List<FieldError> because) {}

  /** A source of a connector. */
  public record SourceUse(String code, @Nullable String tenant, ServingView serving) {}

  /** Those that a reach takes in. */
  public List<SourceUse> uses(String connector, Reach reach) {
    return sources.list(reach).stream()
        .filter(source -> source.connector().equals(connector))
        .map(source -> new SourceUse(source.code(), sources.shown(source).tenant(), view(source)))
        .toList();
  }

  /** How many there are, whoever sees them. */
  public int count(String connector) {
    return store.count(connector);
  }

  /**
   * Has what is published next send no secret elsewhere than it goes now; joins the caller's
   * transaction.
   */
  @Transactional
  public void bindSecrets(String connector) {
    connectors.find(connector).ifPresent(by -> store.giveFor(connector, by.reach()));
  }

  ServingView view(StoredSource source) {
    Serving serving = Serving.of(source, connectors);
    OfferedConnector by = serving.by();
    return new ServingView(
        by == null ? null : by.origin(),
        by == null ? null : by.connector().version(),
        by == null ? null : by.number(),
        held(source.connector(), serving).map(WordedReason::of).orElse(null),
        serving.held());
  }

  private Optional<DefinitionFault> held(String connector, Serving serving) {
    if (serving.held().isEmpty()) {
      return Optional.empty();
    }
    OfferedConnector by = serving.by();
    return Optional.of(
        by == null
            ? new DefinitionFault.DefinitionUnfit(connector)
            : new DefinitionFault.DefinitionHeld(
                connector, name(by), name(connectors.offers(connector).getFirst())));
  }

  /** As people name it: {@code v3}, {@code folder 1a2b3c4d5e6f}. */
  private static String name(OfferedConnector offer) {
    return offer.number() == null
        ? offer.origin().name().toLowerCase(Locale.ROOT) + " " + offer.connector().version()
        : "v" + offer.number();
  }
}
