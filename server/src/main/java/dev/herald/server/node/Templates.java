package dev.herald.server.node;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Locales;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.template.BodyJson;
import dev.herald.server.template.PublishedTemplates;
import dev.herald.server.template.Template;
import dev.herald.server.template.TemplateSpec;
import dev.herald.server.template.TemplateStore;
import dev.herald.server.template.TemplateVersion;
import dev.herald.server.template.language.CompiledTemplate;
import dev.herald.server.template.language.TemplateBody;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The contents of nodes, for tenants, channels and languages. */
@Service
public class Templates {
  private final TemplateStore store;
  private final NodeStore nodes;
  private final Applications applications;
  private final Tenants tenants;
  private final AuditLog audit;
  private final TemplateFit fit;
  private final SecondPerson secondPerson;
  private final CommittedCache<Audience, PublishedTemplates> published =
      new CommittedCache<>(10_000);
  private final Cache<UUID, TemplateVersion> versions =
      Caffeine.newBuilder().maximumSize(10_000).build();

  Templates(
      TemplateStore store,
      NodeStore nodes,
      Applications applications,
      Tenants tenants,
      AuditLog audit,
      TemplateFit fit,
      SecondPerson secondPerson) {
    this.store = store;
    this.nodes = nodes;
    this.applications = applications;
    this.tenants = tenants;
    this.audit = audit;
    this.fit = fit;
    this.secondPerson = secondPerson;
  }

  private record Audience(UUID nodeId, @Nullable UUID tenantId) {}

  /**
   * The version to send: of the wanted language if there is one, else of the tenant's, else of the
   * node's. Inside each, regions fall back to the language (zh-Hant-TW, zh-Hant, zh-TW, zh), and
   * the tenant's own templates come before those for every tenant, even when only the latter name
   * the exact region. A tenant that writes its own means it to be read by its people in place of
   * the common one, and within a language they can; but nobody is sent another language for the
   * sake of it.
   *
   * @param tenantId null: only templates for every tenant
   * @param wanted the recipient's language; null when it is not known
   */
  public Optional<TemplateVersion> resolve(
      Node node,
      @Nullable UUID tenantId,
      Locale tenantLocale,
      Channel channel,
      @Nullable Locale wanted) {
    return published
        .get(
            new Audience(node.id(), tenantId),
            audience -> store.publishedFor(audience.nodeId(), audience.tenantId()))
        .find(channel, Arrays.asList(wanted, tenantLocale, node.locale()))
        .map(this::version);
  }

  /**
   * A version by its id, published or not.
   *
   * @throws RequestProblem.NotFound when there is none
   */
  public TemplateVersion version(UUID id) {
    return versions.get(
        id,
        key ->
            store.version(key).orElseThrow(() -> new RequestProblem.NotFound(Thing.VERSION, key)));
  }

  /**
   * Publishes a content, as a new version when it differs from the published one; joins the
   * caller's transaction.
   *
   * @param author who does it, as callers are named
   * @throws RequestProblem.Invalid naming every wrong field, and each variable that the node's
   *     schema lacks
   */
  @Transactional
  public Change put(UUID nodeId, TemplateSpec spec, String author) {
    return publish(nodeId, spec, author, Precondition.NONE).change();
  }

  /**
   * @param version the one that is published now
   */
  record Publication(Change change, TemplateVersion version) {}

  /**
   * As {@link #put}.
   *
   * @throws RequestProblem.Stale when another version is published than the caller has seen
   */
  @Transactional
  Publication publish(UUID nodeId, TemplateSpec spec, String author, Precondition seen) {
    Node node = locked(nodeId);
    Written written = read(node, spec);
    fit.require(written.body, written.place, written.tenantId, node);
    Template template = store.at(node.id(), written.tenantId, written.place);
    TemplateVersion present = requireSeen(seen, node, template);
    JsonNode before = present == null ? null : BodyJson.write(present.body());
    Change change =
        Change.between("template", key(node, template), before, BodyJson.write(written.body));
    if (present != null && change.action() == Change.Action.UNCHANGED) {
      return new Publication(change, present);
    }
    secondPerson.require(node.id(), author, author);
    TemplateVersion version =
        store.add(template, written.body, node.wording(), author, spec.note());
    publish(version);
    audit.record(change);
    return new Publication(change, version);
  }

  /** Keeps a content as a version that is not published. It may use variables that are missing. */
  @Transactional
  TemplateVersion draft(UUID nodeId, TemplateSpec spec, String author) {
    Node node = locked(nodeId);
    Written written = read(node, spec);
    Template template = store.at(node.id(), written.tenantId, written.place);
    TemplateVersion version =
        store.add(template, written.body, node.wording(), author, spec.note());
    audit.record(act("template.drafted", node, template, version.number()));
    return version;
  }

  /**
   * Publishes a version, newer or older than the published one. When the node's schema has changed
   * since the version was made, a copy of it for the present schema is published instead.
   *
   * @return the version that is published now
   */
  @Transactional
  TemplateVersion publish(UUID templateId, int number, String author, Precondition seen) {
    Node node = locked(template(templateId).nodeId());
    TemplateVersion _ = requireSeen(seen, node, template(templateId));
    TemplateVersion version = version(templateId, number);
    secondPerson.require(node.id(), version.origin().author(), author);
    Template template = version.template();
    fit.require(
        version.body(),
        new PublishedTemplates.Place(template.channel(), template.locale()),
        template.tenantId(),
        node);
    if (!version.schema().equals(node.wording())) {
      String note = "version %d for the present schema".formatted(number);
      version = store.add(version.template(), version.body(), node.wording(), author, note);
    }
    publish(version);
    audit.record(act("template.published", node, version.template(), version.number()));
    return version;
  }

  /** Leaves no version published, so that the next in the order of fallback is taken. */
  @Transactional
  void withdraw(UUID templateId, Precondition seen) {
    Template template = template(templateId);
    Node node = locked(template.nodeId());
    TemplateVersion _ = requireSeen(seen, node, template);
    store.publish(templateId, null);
    published.evictAll();
    audit.record(Act.of("template.withdrawn", "template", key(node, template)));
  }

  /**
   * @return the version that is published; null: none is
   */
  private @Nullable TemplateVersion requireSeen(Precondition seen, Node node, Template template) {
    TemplateVersion present = store.published(template.id()).orElse(null);
    seen.require(
        Thing.TEMPLATE, key(node, template), present == null ? null : EntityTag.of(present.id()));
    return present;
  }

  /**
   * Binds what is published to the node's schema, which has changed: a new version of each.
   *
   * @throws RequestProblem.Invalid when one uses a variable that the schema now lacks
   */
  void bind(Node node, String author) {
    FieldErrors errors = new FieldErrors();
    for (TemplateVersion version : store.publishedOf(node.id())) {
      if (!version.schema().equals(node.wording())) {
        bind(version, node, author, errors);
      }
    }
    errors.throwIfAny();
  }

  private void bind(TemplateVersion version, Node node, String author, FieldErrors errors) {
    Template template = version.template();
    FieldErrors own = new FieldErrors();
    CompiledTemplate.compile(version.body(), node.wording().variables(), own);
    String place = "%s %s".formatted(template.channel(), template.locale().toLanguageTag());
    own.all().forEach(error -> errors.add(error.within("published template " + place)));
    if (own.isEmpty()) {
      publish(store.add(template, version.body(), node.wording(), author, "the schema changed"));
    }
  }

  /** Those that a reach takes in: of its tenants, and for every tenant. */
  List<TemplateStore.Listed> list(UUID nodeId, Reach reach) {
    return store.list(nodeId).stream()
        .filter(template -> reach.seesTenant(template.tenant()))
        .toList();
  }

  /** Newest first. */
  List<TemplateVersion> versions(UUID templateId) {
    return store.versions(template(templateId).id());
  }

  Template template(UUID id) {
    return store.find(id).orElseThrow(() -> new RequestProblem.NotFound(Thing.TEMPLATE, id));
  }

  TemplateVersion version(UUID templateId, int number) {
    return store
        .version(templateId, number)
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.VERSION, number));
  }

  private Node locked(UUID nodeId) {
    return nodes.lock(nodeId).orElseThrow(() -> new RequestProblem.NotFound(Thing.NODE, nodeId));
  }

  private Act act(String action, Node node, Template template, int number) {
    return Act.of(action, "template", key(node, template)).with(Map.of("version", number));
  }

  private String key(Node node, Template template) {
    UUID tenantId = template.tenantId();
    return "%s/%s/%s/%s%s"
        .formatted(
            applications.get(node.applicationId()).code(),
            node.code(),
            template.channel(),
            template.locale().toLanguageTag(),
            tenantId == null ? "" : "/" + tenants.get(tenantId).code());
  }

  private void publish(TemplateVersion version) {
    store.publish(version.template().id(), version.id());
    published.evictAll();
  }

  /** A spec that has been read. */
  private record Written(
      @Nullable UUID tenantId, PublishedTemplates.Place place, TemplateBody body) {}

  private Written read(Node node, TemplateSpec spec) {
    FieldErrors errors = new FieldErrors();
    UUID tenantId = tenantId(spec.tenant(), errors);
    Channel channel = new PlanJson(errors).channel("channel", spec.channel());
    Locale locale = Locales.parseOptional("locale", spec.locale(), errors);
    errors.optionalText("note", spec.note(), 500);
    TemplateBody body = new BodyJson(errors).read(channel, spec.content());
    errors.throwIfAny();
    Locale language = locale == null ? node.locale() : locale.stripExtensions();
    return new Written(tenantId, new PublishedTemplates.Place(channel, language), body);
  }

  private @Nullable UUID tenantId(@Nullable String code, FieldErrors errors) {
    if (code == null) {
      return null;
    }
    UUID id = tenants.find(code).map(Tenant::id).orElse(null);
    if (id == null) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), code));
    }
    return id;
  }
}
