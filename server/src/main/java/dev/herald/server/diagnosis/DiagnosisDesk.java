package dev.herald.server.diagnosis;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.diagnosis.Diagnosis.DiagnosisTargets;
import dev.herald.server.directory.Tenants;
import dev.herald.server.message.MessageReach;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Ids;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.suppression.Suppression;
import dev.herald.server.suppression.Suppressions;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.verdict.Cause;
import dev.herald.server.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Diagnoses one message. */
@Component
class DiagnosisDesk {
  private final MessageReach reach;
  private final Applications applications;
  private final Tenants tenants;
  private final Nodes nodes;
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Suppressions suppressions;
  private final Words words;

  DiagnosisDesk(
      MessageReach reach,
      Applications applications,
      Tenants tenants,
      Nodes nodes,
      Sources sources,
      ConnectorCatalog connectors,
      Suppressions suppressions,
      Words words) {
    this.reach = reach;
    this.applications = applications;
    this.tenants = tenants;
    this.nodes = nodes;
    this.sources = sources;
    this.connectors = connectors;
    this.suppressions = suppressions;
    this.words = words;
  }

  /**
   * @throws dev.herald.server.platform.problem.RequestProblem.NotFound when there is none, or it is
   *     not the caller's to see
   */
  Diagnosis of(Caller caller, UUID id) {
    MessageRecord found = reach.message(caller, id);
    NewMessage message = found.message();
    Verdict verdict =
        Verdict.of(
            found,
            sources.candidates(message.ownership().tenantId(), message.context().route().channel()),
            connectors::meaning);
    return words.of(
        Ids.madeAt(id), message(found, verdict), verdict, targets(caller, found, verdict.cause()));
  }

  private Diagnosis.DiagnosedMessage message(MessageRecord found, Verdict verdict) {
    NewMessage message = found.message();
    MessageContext context = message.context();
    Application application = applications.get(message.ownership().applicationId());
    return new Diagnosis.DiagnosedMessage(
        message.id(),
        found.state(),
        application.code(),
        application.owner(),
        nodes.get(message.ownership().nodeId()).code(),
        tenants.get(message.ownership().tenantId()).code(),
        context.route().channel().name(),
        context.route().destination().masked(),
        words.of(verdict.standing()));
  }

  private DiagnosisTargets targets(Caller caller, MessageRecord found, Cause cause) {
    return switch (cause) {
      case Cause.HeldByPause pause ->
          new DiagnosisTargets(
              null,
              null,
              new Diagnosis.PauseTarget(pause.kind().toLowerCase(Locale.ROOT), pause.key()),
              List.of(),
              null);
      case Cause.HeldBySources held -> DiagnosisTargets.sources(held.sources());
      case Cause.CapFull cap -> DiagnosisTargets.sources(List.of(cap.source()));
      case Cause.ContinuedBy _, Cause.WentOnWithoutNews _ -> DiagnosisTargets.message(next(found));
      case Cause.InDigest(String digest) ->
          DiagnosisTargets.message(digest.isEmpty() ? null : UUID.fromString(digest));
      case Cause.AddressBounced _,
          Cause.DeviceGone _,
          Cause.PersonComplained _,
          Cause.PersonOptedOut _,
          Cause.ListedByHand _ ->
          new DiagnosisTargets(null, entry(caller, found), null, List.of(), null);
      default -> lastSource(found).map(DiagnosisTargets::sources).orElse(DiagnosisTargets.NONE);
    };
  }

  private static @Nullable UUID next(MessageRecord found) {
    return found.offspring().stream()
        .filter(made -> !made.isResend())
        .map(MessageRecord.Offspring::id)
        .findFirst()
        .orElse(null);
  }

  /** The list is people's, and not for keys. */
  private @Nullable UUID entry(Caller caller, MessageRecord found) {
    return caller instanceof Caller.Staff
        ? suppressions.on(found.message()).map(Suppression::id).orElse(null)
        : null;
  }

  private Optional<List<String>> lastSource(MessageRecord found) {
    List<TraceEvent> events = found.events();
    for (int i = events.size() - 1; i >= 0; i--) {
      TraceEvent.Call call = events.get(i).call();
      if (call != null && call.sourceId() != null) {
        return sources.find(call.sourceId()).map(source -> List.of(source.source().code()));
      }
    }
    return Optional.empty();
  }
}
