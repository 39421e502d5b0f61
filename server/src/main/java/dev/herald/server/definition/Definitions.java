package dev.herald.server.definition;

import dev.herald.channels.OfferedConnector;
import dev.herald.channels.Origin;
import dev.herald.channels.definition.Definition;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.ConnectorSources;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The definitions that operators keep in the database. */
@Service
public class Definitions {
  private static final int MOST = 200;

  private final DefinitionStore store;
  private final ConnectorCatalog connectors;
  private final ConnectorSources sources;
  private final AuditLog audit;
  private final JsonMapper json;

  Definitions(
      DefinitionStore store,
      ConnectorCatalog connectors,
      ConnectorSources sources,
      AuditLog audit,
      JsonMapper json) {
    this.store = store;
    this.connectors = connectors;
    this.sources = sources;
    this.audit = audit;
    this.json = json;
  }

  List<DefinitionStore.ListedDefinition> list() {
    return store.list();
  }

  /**
   * Publishes a text, as a new version when it differs from the published one; joins the caller's
   * transaction.
   *
   * @param author who does it, as callers are named
   * @throws RequestProblem.Invalid naming every mistake
   */
  @Transactional
  public Change put(String connector, DefinitionSpec spec, String author) {
    return publish(connector, spec, author, Precondition.NONE).change();
  }

  /**
   * @param version the one that is published now
   */
  record Publication(Change change, DefinitionVersion version) {}

  /**
   * As {@link #put}.
   *
   * @throws RequestProblem.Stale when another version is published than the caller has seen
   */
  @Transactional
  Publication publish(String connector, DefinitionSpec spec, String author, Precondition seen) {
    Definition definition = read(connector, spec);
    store.holdOffOthers();
    DefinitionVersion present = requireSeen(seen, connector);
    Change change =
        Change.between(
            "definition",
            connector,
            present == null ? null : json.valueToTree(Map.of("yaml", present.yaml())),
            json.valueToTree(Map.of("yaml", definition.text())));
    if (present != null && change.action() == Change.Action.UNCHANGED) {
      return new Publication(change, present);
    }
    DefinitionVersion version = add(connector, definition.text(), author, spec.note());
    publish(version, definition);
    audit.record(change.hiding("yaml"));
    return new Publication(change, version);
  }

  /** Keeps a text as a version that is not published. It must be one that could be. */
  @Transactional
  DefinitionVersion draft(String connector, DefinitionSpec spec, String author) {
    Definition definition = read(connector, spec);
    store.holdOffOthers();
    DefinitionVersion version = add(connector, definition.text(), author, spec.note());
    audit.record(act("definition.drafted", version));
    return version;
  }

  /**
   * Publishes a version, newer or older than the published one.
   *
   * @throws RequestProblem.Invalid when this version of Herald can't read it any more
   */
  @Transactional
  DefinitionVersion publish(String connector, int number, Precondition seen) {
    store.holdOffOthers();
    DefinitionVersion version = version(connector, number);
    DefinitionVersion _ = requireSeen(seen, connector);
    publish(version, DefinitionText.read(connector, version.yaml()));
    audit.record(act("definition.published", version));
    return version(connector, number);
  }

  /**
   * Leaves no version published, so that what stands behind it is in use again.
   *
   * @throws RequestProblem.Conflict when there is nothing and a source needs it
   */
  @Transactional
  void withdraw(String connector, Precondition seen) {
    store.holdOffOthers();
    if (!store.exists(connector)) {
      throw new RequestProblem.NotFound(Thing.DEFINITION, connector);
    }
    if (requireSeen(seen, connector) == null) {
      return;
    }
    int used = sources.count(connector);
    boolean alone =
        connectors.offers(connector).stream()
            .map(OfferedConnector::origin)
            .allMatch(Origin.DATABASE::equals);
    if (alone && used > 0) {
      throw new RequestProblem.Conflict(new ProblemReason.DefinitionInUse(connector, used));
    }
    store.withdraw(connector);
    lookAgainOnceCommitted();
    audit.record(Act.of("definition.withdrawn", "definition", connector));
  }

  DefinitionVersion version(String connector, int number) {
    return store
        .version(connector, number)
        .orElseThrow(() ->
            new RequestProblem.NotFound(
                store.exists(connector) ? Thing.VERSION : Thing.DEFINITION,
                store.exists(connector) ? number : connector));
  }

  /**
   * Newest first.
   *
   * @throws RequestProblem.NotFound when there is none of this connector
   */
  List<DefinitionVersion> versions(String connector, int below, int most) {
    if (!store.exists(connector)) {
      throw new RequestProblem.NotFound(Thing.DEFINITION, connector);
    }
    return store.versions(connector, below, most);
  }

  private static Definition read(String connector, DefinitionSpec spec) {
    FieldErrors errors = new FieldErrors();
    errors.optionalText("note", spec.note(), 500);
    errors.throwIfAny();
    return DefinitionText.read(connector, spec.yaml());
  }

  private DefinitionVersion add(
      String connector, String yaml, String author, @Nullable String note) {
    if (store.count() >= MOST && !store.exists(connector)) {
      throw new RequestProblem.Conflict(new ProblemReason.DefinitionsFull(MOST));
    }
    return store.add(connector, yaml, author, note);
  }

  /** What its sources have been given stays where it goes, whatever the version says. */
  private void publish(DefinitionVersion version, Definition definition) {
    sources.bindSecrets(version.connector());
    store.publish(version);
    connectors.expect(definition, version.number());
    lookAgainOnceCommitted();
  }

  /** Not before the transaction is over: what has caches would wait for its end. */
  private void lookAgainOnceCommitted() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
              connectors.lookAgain();
            }
          }
        });
  }

  private @Nullable DefinitionVersion requireSeen(Precondition seen, String connector) {
    DefinitionVersion present = store.published(connector).orElse(null);
    seen.require(Thing.DEFINITION, connector, present == null ? null : EntityTag.of(present.id()));
    return present;
  }

  private static Act act(String action, DefinitionVersion version) {
    return Act.of(action, "definition", version.connector())
        .with(Map.of("version", version.number()));
  }
}
