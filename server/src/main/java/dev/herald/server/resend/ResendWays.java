package dev.herald.server.resend;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.plan.ChannelRequirements;
import dev.herald.server.intake.plan.Ways;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.template.TemplateVersion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By which channels a message can be sent again. */
@Component
class ResendWays {
  private final Nodes nodes;
  private final Tenants tenants;
  private final Recipients recipients;
  private final ChannelRequirements routes;

  ResendWays(Nodes nodes, Tenants tenants, Recipients recipients, ChannelRequirements routes) {
    this.nodes = nodes;
    this.tenants = tenants;
    this.recipients = recipients;
    this.routes = routes;
  }

  /** Whether there is a way by one channel. */
  sealed interface ResendWay {
    Channel channel();

    record Open(Route route) implements ResendWay {
      @Override
      public Channel channel() {
        return route.channel();
      }
    }

    /**
     * @param reason what is missing
     */
    record Closed(Channel channel, Reason reason) implements ResendWay {}
  }

  /** The message's own channel first, then those of its node's plan. */
  List<ResendWay> all(NewMessage message) {
    Set<Channel> channels = new LinkedHashSet<>();
    channels.add(message.context().route().channel());
    channels.addAll(nodes.get(message.ownership().nodeId()).plan().channels());
    return channels.stream().map(channel -> by(message, channel)).toList();
  }

  ResendWay by(NewMessage message, Channel channel) {
    MessageContext context = message.context();
    return Stream.concat(Stream.of(context.route()), context.fallback().stream())
        .filter(route -> route.channel().equals(channel))
        .findFirst()
        .<ResendWay>map(ResendWay.Open::new)
        .orElseGet(() -> anew(message, channel));
  }

  private ResendWay anew(NewMessage message, Channel channel) {
    Node node = nodes.get(message.ownership().nodeId());
    Tenant tenant = tenants.get(message.ownership().tenantId());
    List<Destination.Kind> kinds = routes.destinationKinds(tenant, channel);
    if (kinds.isEmpty()) {
      return new ResendWay.Closed(
          channel, new SubmissionFault.SourceMissingForChannel(channel.name()));
    }
    Optional<TemplateVersion> template =
        routes.template(node, tenant, channel, message.context().locale());
    List<Destination.Kind> fitting =
        template.map(of -> routes.destinationKinds(tenant, channel, of)).orElse(kinds);
    if (fitting.isEmpty()) {
      return new ResendWay.Closed(
          channel, new SubmissionFault.ContentMissingForChannel(channel.name()));
    }
    Destination destination =
        fitting.stream()
            .flatMap(kind -> Stream.ofNullable(destination(message, tenant, channel, kind)))
            .findFirst()
            .orElseGet(() -> ofPlan(node, channel));
    if (destination == null) {
      return new ResendWay.Closed(
          channel, new SubmissionFault.AddressMissingForChannel(channel.name()));
    }
    return template
        .<ResendWay>map(of -> new ResendWay.Open(new Route(channel, destination, of.id())))
        .orElseGet(() ->
            new ResendWay.Closed(
                channel, new SubmissionFault.TemplateMissingForChannel(channel.name())));
  }

  /** The feed that the plan names. */
  private static @Nullable Destination ofPlan(Node node, Channel channel) {
    return node.plan().steps().stream()
        .filter(step -> step.channel().equals(channel) && step.feed() != null)
        .findFirst()
        .map(step -> new Destination(Destination.Kind.FEED, String.valueOf(step.feed())))
        .orElse(null);
  }

  private @Nullable Destination destination(
      NewMessage message, Tenant tenant, Channel channel, Destination.Kind kind) {
    if (kind == Destination.Kind.NONE) {
      return Destination.NONE;
    }
    Destination known = message.context().route().destination();
    if (known.kind() == kind && kind != Destination.Kind.USER) {
      return known;
    }
    UUID recipientId = message.ownership().recipientId();
    String code = message.context().recipient();
    if (recipientId == null || code == null) {
      return null;
    }
    Recipient person = recipients.find(tenant.id(), List.of(code)).get(code);
    String raw = person == null ? null : Ways.address(person, channel, kind);
    return raw != null
            && Addresses.parse(kind, raw, tenant.locale())
                instanceof Addresses.Parsed.Right(Destination right)
        ? right
        : null;
  }
}
