package dev.herald.server.node;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Application;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import dev.herald.server.template.TemplateSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The business events that applications send messages about. */
@Service
public class Nodes {
  /** What an empty entry in a list of templates comes to: refused for what it lacks. */
  private static final TemplateSpec NOTHING = new TemplateSpec(null, null, null, null, null);

  private final NodeStore store;
  private final NodeRules rules;
  private final Templates templates;
  private final AuditLog audit;
  private final CommittedCache<Name, Optional<Node>> byName = new CommittedCache<>(10_000);
  private final CommittedCache<UUID, Optional<Node>> byId = new CommittedCache<>(10_000);

  Nodes(NodeStore store, NodeRules rules, Templates templates, AuditLog audit) {
    this.store = store;
    this.rules = rules;
    this.templates = templates;
    this.audit = audit;
  }

  private record Name(UUID applicationId, String code) {}

  public Optional<Node> find(UUID applicationId, String code) {
    return byName.get(
        new Name(applicationId, code), name -> store.find(name.applicationId(), name.code()));
  }

  /**
   * @throws RequestProblem.NotFound when there is none with this id
   */
  public Node get(UUID id) {
    return byId.get(id, store::find).orElseThrow(() -> new RequestProblem.NotFound(Thing.NODE, id));
  }

  /**
   * @throws RequestProblem.NotFound when the application has none with this code
   */
  public Node get(UUID applicationId, String code) {
    return find(applicationId, code)
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.NODE, code));
  }

  /**
   * How long a node's messages are kept.
   *
   * @param name its application and code
   * @param retention null: as long as usual
   */
  public record Kept(UUID id, String name, @Nullable Duration retention) {}

  /** Of every application. */
  public List<Kept> kept() {
    return store.kept();
  }

  public List<Node> list(UUID applicationId) {
    return store.list(applicationId);
  }

  /** Those that can send to the people of a tenant. */
  public List<Node> reaching(UUID tenantId) {
    return store.reaching(tenantId);
  }

  /**
   * Creates or updates a node and publishes the templates that come with it; joins the caller's
   * transaction. All its published templates are bound to the schema that it has then.
   *
   * @param author who does it, as callers are named
   * @return of the node, then of each template in the spec
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  public List<Change> put(Application application, String code, NodeSpec spec, String author) {
    return put(application, code, spec, author, Precondition.NONE);
  }

  /**
   * As above.
   *
   * @throws RequestProblem.Stale when it is not as the caller has seen it
   */
  @Transactional
  List<Change> put(
      Application application, String code, NodeSpec spec, String author, Precondition seen) {
    store.holdOffOthers();
    Optional<Node> present =
        store.find(application.id(), code).flatMap(node -> store.lock(node.id()));
    String key = application.code() + "/" + code;
    seen.require(Thing.NODE, key, present.map(Nodes::tag).orElse(null));
    Node wanted = rules.checked(application, code, spec, present);
    JsonNode before = present.map(NodeJson::write).orElse(null);
    Change change = Change.between("node", key, before, NodeJson.write(wanted));
    if (change.action() != Change.Action.UNCHANGED) {
      store.write(wanted);
      byName.evict(new Name(application.id(), code));
      byId.evictAll();
    }
    audit.record(change);
    Node node = get(application.id(), code);
    List<Change> changes = new ArrayList<>(List.of(change));
    changes.addAll(putTemplates(node, spec, author));
    templates.bind(node, author);
    return changes;
  }

  /**
   * Takes away a node that no message was sent by, with its templates.
   *
   * @throws RequestProblem.Conflict when there are messages, which need it to be read
   */
  @Transactional
  void delete(Application application, String code, Precondition seen) {
    Node node = get(application.id(), code);
    store.holdOffOthers();
    seen.require(
        Thing.NODE,
        application.code() + "/" + code,
        store.find(application.id(), code).map(Nodes::tag).orElse(null));
    if (store.hasMessages(node.id())) {
      throw new RequestProblem.Conflict(new ProblemReason.NodeHasMessages(code));
    }
    store.delete(node.id());
    byName.evict(new Name(application.id(), code));
    byId.evict(node.id());
    audit.record(Act.of("node.deleted", "node", application.code() + "/" + code));
  }

  /** Of the node itself; its templates have tags of their own. */
  static String tag(Node node) {
    return EntityTag.of(NodeJson.write(node));
  }

  private List<Change> putTemplates(Node node, NodeSpec spec, String author) {
    List<@Nullable TemplateSpec> specs = spec.templates() == null ? List.of() : spec.templates();
    List<Change> changes = new ArrayList<>();
    FieldErrors errors = new FieldErrors();
    for (int i = 0; i < specs.size(); i++) {
      TemplateSpec template = specs.get(i);
      try {
        changes.add(templates.put(node.id(), template == null ? NOTHING : template, author));
      } catch (RequestProblem.Invalid invalid) {
        for (FieldError error : invalid.errors()) {
          errors.add(error.within("templates[%d]".formatted(i)));
        }
      }
    }
    errors.throwIfAny();
    return changes;
  }
}
