package dev.herald.server.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channels.OfferedConnector;
import dev.herald.channels.Origin;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.server.authorization.Reach;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.DefinitionFault;
import dev.herald.server.reason.WordedReason;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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

  /**
   * A mistake, or what is said in vain.
   *
   * @param line counted from 1
   * @param column counted from 1
   * @param mistake what kind it is
   * @param allowed the names that could stand there; empty where it is not a choice of names
   * @param field the path of it; empty for the whole file
   * @param code of the reason, stable
   * @param parameters of the reason, by name
   * @param message what is wrong and what would be right, in the reader's language
   */
  public record ConnectorProblem(
      int line,
      int column,
      DefinitionException.Mistake mistake,
      String field,
      List<String> allowed,
      String code,
      Map<String, @Nullable Object> parameters,
      String message) {
    public static ConnectorProblem of(DefinitionException.Problem problem) {
      WordedReason worded = WordedReason.of(problem.reason());
      return new ConnectorProblem(
          problem.line(),
          problem.column(),
          problem.mistake(),
          problem.field(),
          problem.allowed(),
          worded.code(),
          worded.parameters(),
          worded.text());
    }
  }

  /** A source of a connector. */
  public record SourceUse(String code, @Nullable String tenant, ServingView serving) {}

  /** Those that a reach takes in. */
  public List<SourceUse> uses(String connector, Reach reach) {
    return sources.list(reach).stream()
        .filter(source -> source.connector().equals(connector))
        .map(source -> new SourceUse(source.code(), sources.shown(source).tenant(), view(source)))
        .toList();
  }

  /**
   * The settings of a source that is not kept, as they are written.
   *
   * @param errors names every wrong one
   */
  public static Map<String, String> settings(
      ConnectorDescription connector, Map<String, String> written, FieldErrors errors) {
    SourceRules.Settings read = SourceRules.settings(connector, written, KeptSecrets.NONE, errors);
    Map<String, String> all = new HashMap<>(read.open());
    all.putAll(read.secret());
    return all;
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
    OfferedConnector by = serving.by();
    if (serving.held().isEmpty()) {
      return by == null
          ? Optional.of(new DefinitionFault.ConnectorGone(connector))
          : Optional.empty();
    }
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

  /**
   * What speaks for a source: of all connectors with the name that it has, the first that it can
   * work with. One that is published is never taken by a source whose secrets it would show, or
   * send to another address than they were given for.
   *
   * @param by null when none may
   * @param held why the one in use can't serve this source; empty when it does
   */
  record Serving(@Nullable OfferedConnector by, List<FieldError> held) {

    /** Nothing when its connector is gone. */
    static Serving of(StoredSource source, ConnectorCatalog connectors) {
      List<OfferedConnector> offers = connectors.offers(source.connector());
      return offers.isEmpty() ? new Serving(null, List.of()) : of(source, offers);
    }

    /**
     * @param offers the one in use first; at least one
     */
    static Serving of(StoredSource source, List<OfferedConnector> offers) {
      OfferedConnector inUse = offers.getFirst();
      if (offers.size() == 1 && inUse.origin() != Origin.DATABASE) {
        return new Serving(inUse, List.of());
      }
      List<FieldError> held = misfits(source, inUse);
      if (held.isEmpty()) {
        return new Serving(inUse, List.of());
      }
      OfferedConnector by =
          first(offers, offer -> misfits(source, offer).isEmpty())
              .or(() -> first(offers, offer -> leaks(source, offer).isEmpty()))
              .orElse(null);
      return new Serving(by, inUse.equals(by) ? List.of() : held);
    }

    private static Optional<OfferedConnector> first(
        List<OfferedConnector> offers, Predicate<OfferedConnector> fits) {
      return offers.stream().filter(fits).findFirst();
    }

    /** The connector; empty when none may. */
    Optional<Connector> connector() {
      return Optional.ofNullable(by).map(OfferedConnector::connector);
    }

    private static List<FieldError> misfits(StoredSource source, OfferedConnector offer) {
      FieldErrors errors = new FieldErrors();
      ConnectorDescription connector = offer.connector().description();
      if (!connector.channel().equals(source.channel())) {
        errors.add("channel", new DefinitionFault.ChannelMoved(connector.channel().name()));
      }
      Map<String, String> all = new HashMap<>(source.settings());
      all.putAll(source.secrets());
      for (SourceField field : connector.fields()) {
        SourceRules.check(field, all.get(field.name()), errors);
      }
      leaks(source, offer).forEach(errors::add);
      return errors.all();
    }

    private static List<FieldError> leaks(StoredSource source, OfferedConnector offer) {
      FieldErrors errors = new FieldErrors();
      Connector connector = offer.connector();
      for (SourceField field : connector.description().fields()) {
        if (source.secrets().containsKey(field.name())) {
          String path = "settings." + field.name();
          if (!field.secret()) {
            errors.add(path, new DefinitionFault.SecretUncovered());
          } else if (offer.origin() == Origin.DATABASE && source.isElsewhere(connector)) {
            errors.add(path, new DefinitionFault.SecretElsewhere());
          }
        }
      }
      return errors.all();
    }
  }
}
