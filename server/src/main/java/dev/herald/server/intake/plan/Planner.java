package dev.herald.server.intake.plan;

import dev.herald.server.attachment.Attachments;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Submission;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Turns a submission into messages: for whom, by which channels, in which words. */
@Component
public class Planner {
  private final Nodes nodes;
  private final Tenants tenants;
  private final Recipients recipients;
  private final ChannelRequirements routes;
  private final Attachments attachments;
  private final Vault vault;
  private final Clock clock;

  Planner(
      Nodes nodes,
      Tenants tenants,
      Recipients recipients,
      ChannelRequirements routes,
      Attachments attachments,
      Vault vault,
      Clock clock) {
    this.nodes = nodes;
    this.tenants = tenants;
    this.recipients = recipients;
    this.routes = routes;
    this.attachments = attachments;
    this.vault = vault;
    this.clock = clock;
  }

  /** A submission's messages, all of one lane. */
  public record Plan(
      Requester requester,
      String lane,
      List<NewMessage> messages,
      List<Submission.Repeat> repeats) {}

  /**
   * @throws RequestProblem.Invalid naming every wrong field
   */
  public Plan plan(Requester requester, MessageRequest request) {
    FieldErrors errors = new FieldErrors();
    Optional<Node> node = node(requester, request, errors);
    Optional<Tenant> tenant = tenant(request, errors);
    Timing.Of timing =
        new Timing.Of(
            request,
            node.map(Node::expiry).orElse(null),
            tenant.map(Tenant::zone).orElse(ZoneOffset.UTC),
            clock.instant(),
            errors);
    timing.usual();
    if (node.isEmpty() || tenant.isEmpty()) {
      throw new RequestProblem.Invalid(errors.all());
    }
    Planning planning =
        new Planning(
            new Planning.Frame(requester, request, node.get(), tenant.get(), timing),
            routes,
            Enclosing.of(attachments, requester.application().id(), request, errors),
            vault,
            errors);
    planning.plan(known(request, tenant.get()));
    errors.throwIfAny();
    return new Plan(requester, node.get().lane(), planning.messages(), planning.repeats());
  }

  private Optional<Node> node(Requester requester, MessageRequest request, FieldErrors errors) {
    Optional<Node> node = nodes.find(requester.application().id(), request.node());
    if (node.isEmpty()) {
      errors.add(
          "node", new SubmissionFault.NodeUnknown(requester.application().code(), request.node()));
    }
    return node;
  }

  private Optional<Tenant> tenant(MessageRequest request, FieldErrors errors) {
    Optional<Tenant> tenant = tenants.find(request.tenant());
    if (tenant.isEmpty()) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), request.tenant()));
    }
    return tenant;
  }

  private Map<String, Recipient> known(MessageRequest request, Tenant tenant) {
    List<String> codes = new ArrayList<>();
    for (MessageRequest.To to : request.to()) {
      if (to.recipient() != null) {
        codes.add(Objects.requireNonNull(to.recipient()));
      }
    }
    return codes.isEmpty() ? Map.of() : recipients.find(tenant.id(), codes);
  }
}
