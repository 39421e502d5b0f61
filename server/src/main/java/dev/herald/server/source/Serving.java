package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channels.OfferedConnector;
import dev.herald.channels.Origin;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.DefinitionFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for a source: of all connectors with the name that it has, the first that it can work
 * with. One that is published is never taken by a source whose secrets it would show, or send to
 * another address than they were given for.
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
