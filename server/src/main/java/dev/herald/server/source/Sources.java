package dev.herald.server.source;

import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.RateCap;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.Actor;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sending accounts. */
@Service
public class Sources {
  private final SourceStore store;
  private final ConnectorCatalog connectors;
  private final Tenants tenants;
  private final JsonMapper json;
  private final AuditLog audit;
  private final Clock clock;
  private final CommittedCache<Candidacy, List<ConfiguredSource>> candidates =
      new CommittedCache<>(10_000);
  private final CommittedCache<UUID, Optional<ConfiguredSource>> byId =
      new CommittedCache<>(10_000);

  Sources(
      SourceStore store,
      ConnectorCatalog connectors,
      Tenants tenants,
      JsonMapper json,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.connectors = connectors;
    this.tenants = tenants;
    this.json = json;
    this.audit = audit;
    this.clock = clock;
    // What a source lacks comes from its connector.
    connectors.onChange(() -> {
      candidates.evictAll();
      byId.evictAll();
      byCode.evictAll();
    });
  }

  private final CommittedCache<String, Optional<ConfiguredSource>> byCode =
      new CommittedCache<>(10_000);

  private record Candidacy(UUID tenantId, Channel channel) {}

  /**
   * The sources that can serve a tenant's messages on a channel: its own when it has any there,
   * paused ones included, else the shared ones. A tenant with a sender name of its own never falls
   * back to somebody else's. Those whose connector is gone are left out.
   */
  public List<ConfiguredSource> candidates(UUID tenantId, Channel channel) {
    return candidates.get(new Candidacy(tenantId, channel), this::readCandidates);
  }

  private List<ConfiguredSource> readCandidates(Candidacy candidacy) {
    List<StoredSource> reachable = store.reachable(candidacy.tenantId(), candidacy.channel());
    boolean own = reachable.stream().anyMatch(source -> source.tenantId() != null);
    return reachable.stream()
        .filter(source -> own == (source.tenantId() != null))
        .flatMap(source -> configured(source).stream())
        .toList();
  }

  /** The connectors that are gone, of a tenant's sources on a channel where none can serve it. */
  public List<String> goneConnectors(UUID tenantId, Channel channel) {
    return store.reachable(tenantId, channel).stream()
        .map(StoredSource::connector)
        .filter(connector -> connectors.find(connector).isEmpty())
        .distinct()
        .toList();
  }

  /** Calls per second that the caps of a tenant's sources on a channel allow together. */
  public double perSecond(UUID tenantId, Channel channel) {
    return candidates(tenantId, channel).stream()
        .mapToDouble(source ->
            source.caps().stream()
                .mapToDouble(cap -> cap.permits() * 1000.0 / cap.window().toMillis())
                .min()
                .orElse(Double.MAX_VALUE))
        .sum();
  }

  /** Empty when there is none with this id, or its connector is gone. */
  public Optional<ConfiguredSource> find(UUID id) {
    return byId.get(id, key -> store.find(key).flatMap(this::configured));
  }

  /** As above, by its code. */
  public Optional<ConfiguredSource> named(String code) {
    return byCode.get(code, key -> store.find(key).flatMap(this::configured));
  }

  /** Every source whose connector there is. */
  public List<ConfiguredSource> all() {
    return all(Reach.EVERYWHERE);
  }

  /** Those of them that a reach takes in. */
  public List<ConfiguredSource> all(Reach reach) {
    return list(reach).stream().flatMap(source -> configured(source).stream()).toList();
  }

  private Optional<ConfiguredSource> configured(StoredSource source) {
    return ConnectorSources.Serving.of(source, connectors).connector().map(source::configured);
  }

  /**
   * @throws RequestProblem.NotFound when there is none with this code
   */
  StoredSource get(String code) {
    return store.find(code).orElseThrow(() -> new RequestProblem.NotFound(Thing.SOURCE, code));
  }

  boolean exists(String code) {
    return store.find(code).isPresent();
  }

  /** Those that a caller's reach takes in: its tenants' own and the shared ones. */
  List<StoredSource> list(Reach reach) {
    return store.list().stream().filter(source -> reach.seesTenant(tenant(source))).toList();
  }

  /**
   * @throws RequestProblem.NotFound also when it is out of reach
   */
  StoredSource get(String code, Reach reach) {
    StoredSource source = get(code);
    if (!reach.seesTenant(tenant(source))) {
      throw new RequestProblem.NotFound(Thing.SOURCE, code);
    }
    return source;
  }

  /**
   * For whoever wants to look at it.
   *
   * @throws RequestProblem.NotFound also when it is out of reach
   */
  public UUID id(String code, Reach reach) {
    return get(code, reach).id();
  }

  /**
   * For whoever wants to change or use it.
   *
   * @throws RequestProblem.NotFound also when it is out of reach
   * @throws RequestProblem.Forbidden when it is every tenant's and this reach is limited
   */
  public void require(String code, Reach reach) {
    reach.requireTenant(tenant(get(code, reach)));
  }

  private @Nullable String tenant(StoredSource source) {
    return source.tenantId() == null ? null : tenants.get(source.tenantId()).code();
  }

  /**
   * Creates or updates a source; joins the caller's transaction.
   *
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  public Change put(String code, SourceSpec spec) {
    return put(code, spec, Precondition.NONE);
  }

  /**
   * As above.
   *
   * @throws RequestProblem.Stale when it is not as the caller has seen it
   */
  @Transactional
  Change put(String code, SourceSpec spec, Precondition seen) {
    store.holdOffOthers();
    Optional<StoredSource> present = store.find(code);
    seen.require(Thing.SOURCE, code, present.map(this::tag).orElse(null));
    StoredSource wanted = checked(code, spec, present);
    JsonNode before = present.map(source -> json.<JsonNode>valueToTree(shown(source))).orElse(null);
    Change change =
        Change.between("source", code, before, json.valueToTree(shown(wanted, present)));
    if (change.action() != Change.Action.UNCHANGED) {
      store.write(wanted);
      candidates.evictAll();
      byId.evict(wanted.id());
      byCode.evict(wanted.code());
    }
    audit.record(change);
    return change;
  }

  /**
   * Holds a source, or changes the reason; who paused it first stays named.
   *
   * @throws RequestProblem.NotFound when there is none with this code
   */
  @Transactional
  public ConfiguredSource.Pause pause(String code, String by, @Nullable String reason) {
    store.holdOffOthers();
    StoredSource source = get(code);
    ConfiguredSource.Pause before = source.pause();
    ConfiguredSource.Pause pause =
        before == null
            ? new ConfiguredSource.Pause(by, now(), reason)
            : new ConfiguredSource.Pause(before.by(), before.since(), reason);
    if (!pause.equals(before)) {
      Act paused = Act.of("source.paused", "source", code);
      audit.record(reason == null ? paused : paused.with(Map.of("reason", reason)));
    }
    write(source, pause);
    return pause;
  }

  /**
   * Lets a source send again.
   *
   * @throws RequestProblem.NotFound when there is none with this code
   */
  @Transactional
  public void resume(String code) {
    store.holdOffOthers();
    StoredSource source = get(code);
    if (source.paused()) {
      audit.record(Act.of("source.resumed", "source", code));
    }
    write(source, null);
  }

  private void write(StoredSource source, ConfiguredSource.@Nullable Pause pause) {
    store.pause(source.id(), pause);
    candidates.evictAll();
    byId.evict(source.id());
    byCode.evict(source.code());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * @throws RequestProblem.Conflict unless it is paused
   */
  @Transactional
  void delete(String code, Precondition seen) {
    store.holdOffOthers();
    StoredSource source = get(code);
    seen.require(Thing.SOURCE, code, tag(source));
    if (!source.paused()) {
      throw new RequestProblem.Conflict(new ProblemReason.SourceInUse(code));
    }
    store.delete(source.id());
    candidates.evictAll();
    byId.evict(source.id());
    byCode.evict(source.code());
    audit.record(Act.of("source.deleted", "source", code));
  }

  private StoredSource checked(String code, SourceSpec spec, Optional<StoredSource> present) {
    FieldErrors errors = new FieldErrors();
    errors.code("code", code);
    UUID tenantId = tenantId(spec.tenant(), errors);
    int weight = SourceRules.weight(spec.weight(), errors);
    List<RateCap> caps = SourceRules.caps(spec.caps(), errors);
    var ambiguity = SourceRules.ambiguity(spec.ambiguity(), errors);
    Optional<Connector> connector = connector(spec.connector(), errors);
    var settings =
        connector.map(by ->
            SourceRules.settings(
                by.description(), spec.settings(), KeptSecrets.of(present, by, spec), errors));
    errors.throwIfAny();
    return new StoredSource(
        present.map(StoredSource::id).orElseGet(Ids::next),
        code,
        connector.orElseThrow().description().name(),
        connector.orElseThrow().description().channel(),
        tenantId,
        settings.orElseThrow().open(),
        settings.orElseThrow().secret(),
        weight,
        caps,
        ambiguity,
        pause(spec, present),
        connector.orElseThrow().reach());
  }

  /** As it stands, where it was paused before. */
  private ConfiguredSource.@Nullable Pause pause(SourceSpec spec, Optional<StoredSource> present) {
    return Boolean.TRUE.equals(spec.paused())
        ? present
            .map(StoredSource::pause)
            .orElseGet(() -> new ConfiguredSource.Pause(Actor.current().name(), now(), null))
        : null;
  }

  private Optional<Connector> connector(@Nullable String name, FieldErrors errors) {
    Optional<Connector> found = connectors.find(name == null ? "" : name);
    if (found.isEmpty()) {
      errors.add(
          "connector",
          name == null
              ? new FieldFault.ChoiceMissing(connectorNames())
              : Spelling.unknown(Thing.CONNECTOR, name, connectorNames()));
    }
    return found;
  }

  private @Nullable UUID tenantId(@Nullable String code, FieldErrors errors) {
    if (code == null) {
      return null;
    }
    Optional<Tenant> tenant = tenants.find(code);
    if (tenant.isEmpty()) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), code));
    }
    return tenant.map(Tenant::id).orElse(null);
  }

  /** Of all that is shown of it; that another secret was given does not change it. */
  String tag(StoredSource source) {
    return EntityTag.of(json.<JsonNode>valueToTree(shown(source)));
  }

  /** As the API shows it: without secrets. */
  SourceSpec shown(StoredSource source) {
    return shown(source, Optional.of(source));
  }

  /** Tells a secret that differs from the present one, but not how. */
  private SourceSpec shown(StoredSource source, Optional<StoredSource> present) {
    Map<String, String> settings = new TreeMap<>(source.settings());
    source
        .secrets()
        .forEach((field, secret) -> {
          boolean same =
              present.map(before -> secret.equals(before.secrets().get(field))).orElse(true);
          settings.put(field, same ? SourceSpec.SECRET : SecretMark.SHOWN_FOR_NEW);
        });
    return new SourceSpec(
        source.connector(),
        tenant(source),
        settings,
        source.weight(),
        source.caps() == null ? null : source.caps().stream().map(RateCap::toString).toList(),
        SourceRules.written(source.ambiguity()),
        source.paused());
  }

  private List<String> connectorNames() {
    return connectors.all().stream().map(known -> known.description().name()).toList();
  }
}
