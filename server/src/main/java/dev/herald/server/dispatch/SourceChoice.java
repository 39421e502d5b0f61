package dev.herald.server.dispatch;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.server.directory.Tenants;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.limit.Admission;
import dev.herald.server.limit.CallPermit;
import dev.herald.server.limit.CallRequest;
import dev.herald.server.limit.LimitSettings;
import dev.herald.server.limit.SourceLimiter;
import dev.herald.server.limit.SourceLimiters;
import dev.herald.server.limit.Target;
import dev.herald.server.node.Templates;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.SourceFit;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Route;
import dev.herald.server.task.TenantChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Picks the source of an attempt and waits for its turn. */
@Component
class SourceChoice {
  private final Sources sources;
  private final SourceLimiters limiters;
  private final Tenants tenants;
  private final SourceFit fit;
  private final Templates templates;
  private final Duration patience;

  SourceChoice(
      Sources sources,
      SourceFit fit,
      Templates templates,
      SourceLimiters limiters,
      Tenants tenants,
      LimitSettings settings) {
    this.sources = sources;
    this.fit = fit;
    this.templates = templates;
    this.limiters = limiters;
    this.tenants = tenants;
    this.patience = settings.capPatience();
  }

  /**
   * How many more messages of a flow its sources would let in or let wait. What finds no source, or
   * only paused ones, is not held back by any.
   */
  int capacity(TenantChannel flow, UUID owner) {
    if (flow.channel().isEmpty()) {
      return Integer.MAX_VALUE;
    }
    UUID tenant = flow.tenantId();
    List<SourceLimiter> open =
        sources.candidates(tenant, new Channel(flow.channel())).stream()
            .filter(source -> !source.paused())
            .map(source -> limiters.of(source, owner))
            .toList();
    return open.isEmpty()
        ? Integer.MAX_VALUE
        : open.stream().mapToInt(limiter -> limiter.capacity(tenant, tenants.weight(tenant))).sum();
  }

  /** Only a source that takes this kind of address and of content is one to choose. */
  SourceSelection next(ClaimedTask claim) throws InterruptedException {
    MessageTask task = claim.task();
    Route route = task.message().context().route();
    List<ConfiguredSource> all =
        sources.candidates(task.message().ownership().tenantId(), route.channel());
    if (all.isEmpty()) {
      return new SourceSelection.NoSource(
          "no source serves channel %s for this tenant".formatted(route.channel()));
    }
    Class<? extends Content> content =
        templates.version(route.templateVersionId()).body().content();
    List<ConfiguredSource> candidates = fit.among(all, route.destination().kind(), content);
    if (candidates.isEmpty()) {
      return new SourceSelection.NoSource(
          "no source of channel %s takes %s to %s; there are %s"
              .formatted(
                  route.channel(),
                  SourceFit.word(content),
                  SourceFit.word(route.destination().kind()),
                  fit.words(all)));
    }
    List<ConfiguredSource> open = candidates.stream().filter(source -> !source.paused()).toList();
    if (open.isEmpty()) {
      return new SourceSelection.AllPaused(candidates);
    }
    return task.message().context().goesToStandIns()
        ? new SourceSelection.Granted(byWeight(open), CallPermit.FREE)
        : turn(claim, new ArrayList<>(open));
  }

  /** The first that lets it in; only for the last one left does it wait. */
  private SourceSelection turn(ClaimedTask claim, List<ConfiguredSource> left)
      throws InterruptedException {
    CallRequest request = entry(claim.task());
    List<Refusal> refusals = new ArrayList<>(left.size());
    while (true) {
      ConfiguredSource source = pick(claim, left);
      left.remove(source);
      Duration wait = left.isEmpty() ? patience : Duration.ZERO;
      SourceLimiter limiter = limiters.of(source, claim.owner().id());
      switch (limiter.enter(request, wait)) {
        case Admission.Granted(CallPermit permit) -> {
          return new SourceSelection.Granted(source, permit);
        }
        case Admission.Refused(var cause) -> refusals.add(new Refusal(source, limiter, cause));
      }
      if (left.isEmpty()) {
        return later(refusals, request.target());
      }
    }
  }

  private CallRequest entry(MessageTask task) {
    UUID tenant = task.message().ownership().tenantId();
    return new CallRequest(
        tenant, tenants.weight(tenant), Target.of(task.message().context().route().destination()));
  }

  private record Refusal(ConfiguredSource source, SourceLimiter limiter, Admission.Cause cause) {}

  /**
   * It comes again where that is soonest. Only there does it line up: the others' lines would grow
   * by turns that nobody takes. One message at a time, so that not all choose the same line.
   */
  private synchronized SourceSelection.Later later(List<Refusal> refusals, Target target) {
    Refusal soonest =
        Collections.min(
            refusals, Comparator.comparing(one -> one.limiter.until(one.cause, target)));
    ConfiguredSource source = soonest.source;
    String words = "source %s %s".formatted(source.source().code(), soonest.cause.words());
    return switch (soonest.cause) {
      case CAP ->
          new SourceSelection.Later(
              soonest.limiter.lineUp(), "%s (%s)".formatted(words, source.caps()), false);
      case TARGET_BUSY -> new SourceSelection.Later(soonest.limiter.lineUp(target), words, false);
      case BUSY, STOPPING ->
          new SourceSelection.Later(soonest.limiter.until(soonest.cause, target), words, false);
      case BROKEN, CLOSED, TARGET_CLOSED ->
          new SourceSelection.Later(soonest.limiter.until(soonest.cause, target), words, true);
    };
  }

  /**
   * Of those that are open now by weight, rather not the last one again; else of those that work.
   */
  private ConfiguredSource pick(ClaimedTask claim, List<ConfiguredSource> left) {
    if (left.size() == 1) {
      return left.getFirst();
    }
    UUID last = claim.task().lastSource();
    List<ConfiguredSource> open =
        left.stream().filter(source -> limiters.of(source, claim.owner().id()).isOpen()).toList();
    List<ConfiguredSource> others =
        open.stream().filter(source -> !source.source().id().equals(last)).toList();
    List<ConfiguredSource> working =
        left.stream()
            .filter(source -> !limiters.of(source, claim.owner().id()).isBroken())
            .toList();
    return byWeight(
        Stream.of(others, open, working).filter(list -> !list.isEmpty()).findFirst().orElse(left));
  }

  private static ConfiguredSource byWeight(List<ConfiguredSource> sources) {
    int total = sources.stream().mapToInt(ConfiguredSource::weight).sum();
    int point = ThreadLocalRandom.current().nextInt(total);
    for (ConfiguredSource source : sources) {
      point -= source.weight();
      if (point < 0) {
        return source;
      }
    }
    return sources.getLast();
  }
}
