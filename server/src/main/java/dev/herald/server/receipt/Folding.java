package dev.herald.server.receipt;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.channel.receipt.Report;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.suppression.Suppression;
import dev.herald.server.suppression.Suppressions;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TraceAppender;
import dev.herald.server.task.store.TraceAppender.Appended;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Folds what a provider says into the traces of the messages that it is about. */
@Component
class Folding {
  private final ReceiptTargets targets;
  private final SharedAccounts accounts;
  private final TraceAppender traces;
  private final Replies replies;
  private final Suppressions suppressions;
  private final Clock clock;

  Folding(
      ReceiptTargets targets,
      SharedAccounts accounts,
      TraceAppender traces,
      Replies replies,
      Suppressions suppressions,
      Clock clock) {
    this.targets = targets;
    this.accounts = accounts;
    this.traces = traces;
    this.replies = replies;
    this.suppressions = suppressions;
    this.clock = clock;
  }

  /** What became of a report. */
  enum Fate {
    /** It is in a trace. */
    TOLD,
    /** It tells nothing that the trace does not know, or that may be any more. */
    KNOWN,
    /** Its message is in hand. */
    EARLY,
    /** There is no message that it is about. */
    UNKNOWN
  }

  Fate fold(ConfiguredSource source, Destination.Kind kind, Report report) {
    return switch (report) {
      case Report.Progress progress -> fold(source, kind, progress);
      case Report.Reply reply -> fold(source, kind, reply);
    };
  }

  private Fate fold(ConfiguredSource source, Destination.Kind kind, Report.Progress report) {
    Fate fate = Fate.UNKNOWN;
    for (UUID id : messages(source, kind, report)) {
      Fate of = fold(source, id, report);
      fate = of.compareTo(fate) < 0 ? of : fate;
    }
    return fate;
  }

  private Fate fold(ConfiguredSource source, UUID id, Report.Progress report) {
    return fold(source, id, report, TraceEvent.Kind.RECEIPT);
  }

  /** What a provider said of a message when it was asked. */
  void answered(ConfiguredSource source, UUID id, Report.Progress report) {
    Fate _ = fold(source, id, report, TraceEvent.Kind.QUERY);
  }

  /** A provider was asked, and told nothing that is final; nobody asks again. */
  void askedInVain(ConfiguredSource source, UUID id, int times) {
    Reason reason = new TraceReason.AskedInVain(times);
    Appended _ =
        traces.append(
            id,
            (state, attempt) ->
                state == MessageState.SENT
                    ? receipt(source, TraceEvent.Kind.QUERY, state, reason, attempt)
                    : null);
  }

  private Fate fold(
      ConfiguredSource source, UUID id, Report.Progress report, TraceEvent.Kind kind) {
    Appended appended =
        traces.append(id, (state, attempt) -> event(source, kind, report, state, attempt));
    Fate fate = fate(appended);
    if (fate == Fate.TOLD || fate == Fate.KNOWN) {
      suppress(source, id, report);
    }
    return fate;
  }

  /** Its own messages, and else those of the other sources of its account. */
  private List<UUID> messages(
      ConfiguredSource source, Destination.Kind kind, Report.Progress report) {
    List<UUID> own = messages(List.of(source.source().id()), kind, report);
    List<UUID> others = own.isEmpty() ? accounts.others(source) : List.of();
    return others.isEmpty() ? own : messages(others, kind, report);
  }

  private List<UUID> messages(List<UUID> sources, Destination.Kind kind, Report.Progress report) {
    UUID told = report.messageId();
    List<UUID> named =
        report.providerId() == null
            ? List.of()
            : targets.named(sources, report.providerId(), destination(kind, report.to()));
    return named.isEmpty() && told != null && targets.mayBeOf(sources, told)
        ? List.of(told)
        : named;
  }

  private static @Nullable Destination destination(Destination.Kind kind, @Nullable String to) {
    return to == null || to.isBlank() || kind == Destination.Kind.NONE
        ? null
        : new Destination(kind, to);
  }

  private static Fate fate(Appended appended) {
    return switch (appended) {
      case Appended.Written _ -> Fate.TOLD;
      case Appended.NotFrom(MessageState state) ->
          state == MessageState.PENDING ? Fate.EARLY : Fate.KNOWN;
      case Appended.InFlight _ -> Fate.EARLY;
      case Appended.NoMessage _ -> Fate.UNKNOWN;
    };
  }

  private @Nullable TraceEvent event(
      ConfiguredSource source,
      TraceEvent.Kind kind,
      Report.Progress report,
      MessageState state,
      int attempt) {
    MessageState next = next(report.state(), state);
    return next == null ? null : receipt(source, kind, next, reason(source, report), attempt);
  }

  private TraceEvent receipt(
      ConfiguredSource source,
      TraceEvent.Kind kind,
      MessageState next,
      Reason reason,
      int attempt) {
    TraceEvent.Call call =
        new TraceEvent.Call(attempt, source.source().id(), "REPORTED", null, 0, null, null, null);
    return new TraceEvent(clock.instant(), kind, next, reason, call, null, null, null);
  }

  /** Where a report brings a message; null: nowhere, and there is nothing to tell. */
  static @Nullable MessageState next(Report.State report, MessageState state) {
    return switch (report) {
      case SENT -> state == MessageState.UNKNOWN ? MessageState.SENT : null;
      case DELIVERED -> state.mayBecome(MessageState.DELIVERED) ? MessageState.DELIVERED : null;
      case UNDELIVERED ->
          state.mayBecome(MessageState.UNDELIVERED) ? MessageState.UNDELIVERED : null;
      case READ, COMPLAINED ->
          state == MessageState.DELIVERED || state.mayBecome(MessageState.DELIVERED)
              ? MessageState.DELIVERED
              : null;
    };
  }

  private static Reason reason(ConfiguredSource source, Report.Progress report) {
    return switch (report.state()) {
      case SENT -> new TraceReason.ReportedTaken();
      case DELIVERED -> new TraceReason.ReportedDelivered();
      case READ -> new TraceReason.ReportedRead();
      case COMPLAINED -> new TraceReason.ReportedComplaint();
      case UNDELIVERED ->
          new ProviderSaid(
              ProviderSaid.Kind.REPORTED_UNDELIVERED,
              source.source().connector(),
              report.code(),
              report.text());
    };
  }

  private void suppress(ConfiguredSource source, UUID messageId, Report.Progress report) {
    if (report.state() == Report.State.COMPLAINED) {
      suppressions.of(messageId, Suppression.Cause.COMPLAINED, source.source().id(), null);
    } else if (report.addressDead()) {
      suppressions.of(
          messageId, Suppression.Cause.BOUNCED, source.source().id(), reason(source, report));
    }
  }

  private Fate fold(ConfiguredSource source, Destination.Kind kind, Report.Reply reply) {
    List<UUID> own = List.of(source.source().id());
    return answered(own, kind, reply)
        .or(() -> answered(accounts.others(source), kind, reply))
        .map(id -> keep(source, id, reply))
        .orElse(Fate.UNKNOWN);
  }

  private Optional<UUID> answered(List<UUID> sources, Destination.Kind kind, Report.Reply reply) {
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    Destination from = destination(kind, reply.from());
    Optional<UUID> named =
        reply.answers() == null
            ? Optional.empty()
            : targets.named(sources, reply.answers(), from).stream().findFirst();
    return named.or(() -> from == null ? Optional.empty() : targets.latest(sources, from));
  }

  private Fate keep(ConfiguredSource source, UUID messageId, Report.Reply reply) {
    Replies.Kept kept = replies.keep(source.source().id(), messageId, reply);
    if (kept.stop()) {
      suppressions.of(kept.messageId(), Suppression.Cause.STOPPED, source.source().id(), null);
    }
    Reason reason = new TraceReason.Replied(kept.id().toString(), kept.stop());
    Appended appended =
        traces.append(
            kept.messageId(),
            (state, attempt) -> receipt(source, TraceEvent.Kind.REPLY, state, reason, attempt));
    return appended instanceof Appended.NotFrom ? Fate.KNOWN : fate(appended);
  }
}
