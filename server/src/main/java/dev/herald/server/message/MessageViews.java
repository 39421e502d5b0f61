package dev.herald.server.message;

import dev.herald.channel.Fault;
import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.node.Templates;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.StoredReason;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.template.TemplateVersion;
import dev.herald.server.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows messages to people. */
@Component
class MessageViews {
  private final Applications applications;
  private final Tenants tenants;
  private final Nodes nodes;
  private final Templates templates;
  private final Sources sources;
  private final RevealLog reveals;
  private final Feedback feedback;
  private final ConnectorCatalog connectors;
  private final Recallable recallable;

  MessageViews(
      Applications applications,
      Tenants tenants,
      Nodes nodes,
      Templates templates,
      Sources sources,
      RevealLog reveals,
      Feedback feedback,
      ConnectorCatalog connectors,
      Recallable recallable) {
    this.feedback = feedback;
    this.recallable = recallable;
    this.connectors = connectors;
    this.applications = applications;
    this.tenants = tenants;
    this.nodes = nodes;
    this.templates = templates;
    this.sources = sources;
    this.reveals = reveals;
  }

  MessageView inList(MessageRecord message) {
    return view(message, null, null);
  }

  MessageView whole(MessageRecord message) {
    MessageContext context = message.message().context();
    if (context.doesNotOpen()) {
      return view(message, null, message.events().stream().map(this::step).toList());
    }
    TemplateVersion template = templates.version(context.route().templateVersionId());
    return view(message, template, trace(message, template));
  }

  private Verdict verdict(MessageRecord found) {
    NewMessage message = found.message();
    return Verdict.of(
        found,
        sources.candidates(message.ownership().tenantId(), message.context().route().channel()),
        connectors::meaning);
  }

  private MessageView view(
      MessageRecord found,
      @Nullable TemplateVersion template,
      @Nullable List<MessageView.Step> trace) {
    NewMessage message = found.message();
    MessageContext context = message.context();
    Verdict verdict = verdict(found);
    WordedReason standing = worded(verdict.standing());
    Application application = applications.get(message.ownership().applicationId());
    Node node = nodes.get(message.ownership().nodeId());
    Tenant tenant = tenants.get(message.ownership().tenantId());
    return new MessageView(
        message.id(),
        message.requestId(),
        found.state(),
        standing.text(),
        standing,
        verdict.advice().stream().map(this::worded).toList(),
        new MessageView.App(application.code(), application.name(), application.owner()),
        node.code(),
        node.name(),
        tenant.code(),
        tenant.name(),
        context.recipient(),
        context.route().channel().name(),
        context.route().destination().masked(),
        message.lane(),
        found.attempts(),
        Ids.madeAt(message.id()),
        found.dueAt(),
        message.expiresAt(),
        message.requestedBy(),
        SendModes.of(context.limit()),
        context.wasErased(),
        context.reference(),
        context.marks() == null ? null : context.marks().traceparent(),
        origin(message.origin()),
        trace == null ? null : recallable.takes(found),
        template == null
            ? null
            : new MessageView.Template(
                template.id(), template.number(), template.template().locale().toLanguageTag()),
        template == null ? null : template.masked(context.data()),
        template == null ? null : context.attached().stream().map(MessageView.FileOf::of).toList(),
        trace);
  }

  private static MessageView.@Nullable OriginView origin(@Nullable Origin origin) {
    return origin == null
        ? null
        : new MessageView.OriginView(origin.messageId(), origin.kind().name());
  }

  private List<MessageView.Step> trace(MessageRecord found, TemplateVersion template) {
    List<MessageView.Step> steps = new ArrayList<>();
    steps.add(accepted(found, template));
    found.events().forEach(event -> steps.add(step(event)));
    for (MessageRecord.Offspring made : found.offspring()) {
      if (made.kind() == Origin.Kind.RESEND) {
        steps.add(
            step(
                Ids.madeAt(made.id()),
                "RESENT",
                new TraceReason.SentAnew(),
                null,
                made.id(),
                made.requestedBy()));
      }
    }
    reveals.at(found.message().id()).forEach(look -> steps.add(revealed(look)));
    feedback.of(found.message().id()).forEach(given -> steps.add(told(given)));
    steps.sort(Comparator.comparing(MessageView.Step::at));
    return steps;
  }

  private MessageView.Step told(Feedback.Given given) {
    return step(
        given.at(),
        "FEEDBACK",
        new TraceReason.FeedbackGiven(given.kind().name()),
        null,
        null,
        given.by());
  }

  private MessageView.Step revealed(RevealLog.Look look) {
    return step(
        look.at(), "REVEALED", new TraceReason.LookedAtUnmasked(), null, null, look.actor());
  }

  private MessageView.Step accepted(MessageRecord found, TemplateVersion template) {
    NewMessage message = found.message();
    Instant due = dueAtFirst(found);
    Origin origin = message.origin();
    return step(
        Ids.madeAt(message.id()),
        "ACCEPTED",
        new TraceReason.AcceptedWith(
            message.lane(),
            template.number(),
            template.template().locale().toLanguageTag(),
            due,
            origin == null ? null : origin.kind().name()),
        due,
        origin == null ? null : origin.messageId(),
        message.requestedBy());
  }

  /** Null: at once, or a version moved it that did not note where from. */
  private static @Nullable Instant dueAtFirst(MessageRecord found) {
    for (TraceEvent event : found.events()) {
      if (event.kind() == TraceEvent.Kind.RESCHEDULED) {
        Object from = StoredReason.of(event.reason()).parameters().get("from");
        return from == null ? null : Instant.parse(from.toString());
      }
    }
    return found.message().dueAt();
  }

  private WordedReason worded(Reason reason) {
    return WordedReason.of(reason, Wording.ofRequest().knowing(connectors::meaning));
  }

  private MessageView.Step step(
      Instant at,
      String kind,
      Reason reason,
      @Nullable Instant nextAt,
      @Nullable UUID related,
      @Nullable String by) {
    WordedReason told = worded(reason);
    return new MessageView.Step(
        at, kind, null, told.text(), told.code(), told.parameters(), null, nextAt, related, by);
  }

  private MessageView.Step step(TraceEvent event) {
    WordedReason told = worded(event.reason());
    return new MessageView.Step(
        event.at(),
        event.kind().name(),
        event.state(),
        told.text(),
        told.code(),
        told.parameters(),
        event.call() == null ? null : attempt(Objects.requireNonNull(event.call())),
        event.nextAt(),
        event.relatedId(),
        event.actor());
  }

  private MessageView.Attempt attempt(TraceEvent.Call call) {
    return new MessageView.Attempt(
        call.attempt(),
        source(call.sourceId()),
        call.outcome(),
        fault(call.fault()),
        call.durationMillis(),
        call.status(),
        call.answer(),
        call.providerId(),
        call.together() == null ? null : call.together().messages());
  }

  private static @Nullable String fault(@Nullable Fault fault) {
    return fault == null ? null : fault.name();
  }

  private @Nullable String source(@Nullable UUID id) {
    return id == null
        ? null
        : sources.find(id).map(source -> source.source().code()).orElse(id.toString());
  }
}
