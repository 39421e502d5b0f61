package dev.herald.server.dispatch;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.RateCap;
import dev.herald.channel.Reason;
import dev.herald.server.limit.Admission;
import dev.herald.server.node.Templates;
import dev.herald.server.pause.WaitingActs;
import dev.herald.server.reason.AttachmentFault;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.SourceFit;
import dev.herald.server.source.Sources;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which sources may take a message, whose turn it is among them, and why one does not. Nothing here
 * changes anything, so that a look ahead finds what an attempt finds.
 */
@Component
class SourceCandidates {
  private final Sources sources;
  private final SourceFit fit;
  private final Templates templates;
  private final WaitingActs acts;

  SourceCandidates(Sources sources, SourceFit fit, Templates templates, WaitingActs acts) {
    this.sources = sources;
    this.fit = fit;
    this.templates = templates;
    this.acts = acts;
  }

  /** Who may take a message. */
  sealed interface Found {
    /** No source could, whatever its state. */
    record None(Reason reason) implements Found {}

    /** All that could are paused. */
    record Paused(List<ConfiguredSource> sources) implements Found {}

    /** At least one. */
    record Open(List<ConfiguredSource> sources) implements Found {}
  }

  /** Only a source that takes this kind of address and of content is one to choose. */
  Found of(NewMessage message) {
    Route route = message.context().route();
    List<ConfiguredSource> all = all(message);
    if (all.isEmpty()) {
      return new Found.None(none(message.ownership().tenantId(), route.channel()));
    }
    Class<? extends Content> content = content(route);
    List<ConfiguredSource> candidates = fit.among(all, route.destination().kind(), content);
    if (candidates.isEmpty()) {
      return new Found.None(
          new TraceReason.NoFittingSource(
              route.channel().name(),
              SourceFit.word(content),
              SourceFit.word(route.destination().kind()),
              fit.words(all)));
    }
    List<ConfiguredSource> carrying = carrying(message, content, candidates);
    if (carrying.isEmpty()) {
      return new Found.None(new AttachmentFault.AttachmentsCarriedByNone(route.channel().name()));
    }
    List<ConfiguredSource> open = open(message, carrying);
    return open.isEmpty() ? new Found.Paused(carrying) : new Found.Open(open);
  }

  private TraceReason none(UUID tenantId, Channel channel) {
    return sources.goneConnectors(tenantId, channel).stream()
        .findFirst()
        .<TraceReason>map(TraceReason.ConnectorMissing::new)
        .orElseGet(() -> new TraceReason.NoSource(channel.name()));
  }

  /** An email goes with all of its files, so only by a source that carries them. */
  private List<ConfiguredSource> carrying(
      NewMessage message, Class<? extends Content> content, List<ConfiguredSource> candidates) {
    return message.context().attached().isEmpty() || content != Content.Email.class
        ? candidates
        : candidates.stream().filter(fit::carriesFiles).toList();
  }

  private Class<? extends Content> content(Route route) {
    return templates.version(route.templateVersionId()).body().content();
  }

  /** Whether a source takes its kind of address and of content. */
  boolean fits(NewMessage message, ConfiguredSource source) {
    Route route = message.context().route();
    Class<? extends Content> content = content(route);
    List<ConfiguredSource> fitting =
        fit.among(List.of(source), route.destination().kind(), content);
    return !carrying(message, content, fitting).isEmpty();
  }

  /** The sources of its channel, those that do not fit among them. */
  List<ConfiguredSource> all(NewMessage message) {
    return sources.candidates(message.ownership().tenantId(), message.context().route().channel());
  }

  /** Where it was moved to a source, that one alone as long as it is there and not paused. */
  private List<ConfiguredSource> open(NewMessage message, List<ConfiguredSource> candidates) {
    List<ConfiguredSource> open = candidates.stream().filter(source -> !source.paused()).toList();
    return acts.movedTo(message)
        .map(to -> open.stream().filter(source -> source.source().id().equals(to)).toList())
        .filter(moved -> !moved.isEmpty())
        .orElse(open);
  }

  /**
   * Those among which the next is chosen by weight: that are open now, rather not the last one
   * again; else those that work.
   *
   * @param last the source of the attempt before; null: there was none
   */
  static List<ConfiguredSource> preferred(
      List<ConfiguredSource> left,
      @Nullable UUID last,
      Predicate<ConfiguredSource> isOpen,
      Predicate<ConfiguredSource> isBroken) {
    if (left.size() == 1) {
      return left;
    }
    List<ConfiguredSource> open = left.stream().filter(isOpen).toList();
    List<ConfiguredSource> others =
        open.stream().filter(source -> !source.source().id().equals(last)).toList();
    List<ConfiguredSource> working = left.stream().filter(isBroken.negate()).toList();
    return Stream.of(others, open, working)
        .filter(list -> !list.isEmpty())
        .findFirst()
        .orElse(left);
  }

  /**
   * Why a source does not take one now.
   *
   * @param next when it may
   */
  static Reason reason(ConfiguredSource refusing, Admission.Cause cause, Instant next) {
    String source = refusing.source().code();
    return switch (cause) {
      case CAP ->
          new TraceReason.CapReached(
              source, refusing.caps().stream().map(RateCap::toString).toList(), next);
      case BUSY -> new TraceReason.SourceBusy(source);
      case BROKEN -> new TraceReason.SourceFails(source);
      case CLOSED -> new TraceReason.SourceClosed(source);
      case TARGET_BUSY -> new TraceReason.DestinationBusy(source);
      case TARGET_CLOSED -> new TraceReason.DestinationClosed(source);
      case STOPPING -> new TraceReason.ProcessStopping();
    };
  }
}
