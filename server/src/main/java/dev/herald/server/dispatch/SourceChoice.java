package dev.herald.server.dispatch;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.server.directory.Tenants;
import dev.herald.server.lane.HeldTask;
import dev.herald.server.limit.Admission;
import dev.herald.server.limit.Entry;
import dev.herald.server.limit.LimitSettings;
import dev.herald.server.limit.Passage;
import dev.herald.server.limit.SourceGate;
import dev.herald.server.limit.SourceGates;
import dev.herald.server.limit.Target;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.SourceFit;
import dev.herald.server.source.Sources;
import dev.herald.server.task.Flow;
import dev.herald.server.task.Leg;
import dev.herald.server.task.MessageTask;
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
  private final SourceGates gates;
  private final Tenants tenants;
  private final SourceFit fit;
  private final Wording wording;
  private final Duration patience;

  SourceChoice(
      Sources sources,
      SourceFit fit,
      Wording wording,
      SourceGates gates,
      Tenants tenants,
      LimitSettings settings) {
    this.sources = sources;
    this.fit = fit;
    this.wording = wording;
    this.gates = gates;
    this.tenants = tenants;
    this.patience = settings.capPatience();
  }

  /**
   * How many more messages of a flow its sources would let in or let wait. What finds no source, or
   * only paused ones, is not held back by any.
   */
  int room(Flow flow, UUID owner) {
    if (flow.channel().isEmpty()) {
      return Integer.MAX_VALUE;
    }
    UUID tenant = flow.tenantId();
    List<SourceGate> open =
        sources.candidates(tenant, new Channel(flow.channel())).stream()
            .filter(source -> !source.paused())
            .map(source -> gates.of(source, owner))
            .toList();
    return open.isEmpty()
        ? Integer.MAX_VALUE
        : open.stream().mapToInt(gate -> gate.room(tenant, tenants.weight(tenant))).sum();
  }

  /** Only a source that takes this kind of address and of content is one to choose. */
  Turn next(HeldTask held) throws InterruptedException {
    MessageTask task = held.task();
    Leg leg = task.message().context().leg();
    List<ConfiguredSource> all =
        sources.candidates(task.message().ownership().tenantId(), leg.channel());
    if (all.isEmpty()) {
      return new Turn.Nobody(
          "no source serves channel %s for this tenant".formatted(leg.channel()));
    }
    Class<? extends Content> content = wording.content(task.message().context());
    List<ConfiguredSource> candidates = fit.among(all, leg.destination().kind(), content);
    if (candidates.isEmpty()) {
      return new Turn.Nobody(
          "no source of channel %s takes %s to %s; there are %s"
              .formatted(
                  leg.channel(),
                  SourceFit.word(content),
                  SourceFit.word(leg.destination().kind()),
                  fit.words(all)));
    }
    List<ConfiguredSource> open = candidates.stream().filter(source -> !source.paused()).toList();
    if (open.isEmpty()) {
      return new Turn.Held(candidates);
    }
    return task.message().context().goesToStandIns()
        ? new Turn.Granted(byWeight(open), Passage.FREE)
        : turn(held, new ArrayList<>(open));
  }

  /** The first that lets it in; only for the last one left does it wait. */
  private Turn turn(HeldTask held, List<ConfiguredSource> left) throws InterruptedException {
    Entry entry = entry(held.task());
    List<Refusal> refusals = new ArrayList<>(left.size());
    while (true) {
      ConfiguredSource source = pick(held, left);
      left.remove(source);
      Duration wait = left.isEmpty() ? patience : Duration.ZERO;
      SourceGate gate = gates.of(source, held.owner().id());
      switch (gate.enter(entry, wait)) {
        case Admission.Through(Passage passage) -> {
          return new Turn.Granted(source, passage);
        }
        case Admission.Away(var cause) -> refusals.add(new Refusal(source, gate, cause));
      }
      if (left.isEmpty()) {
        return later(refusals, entry.target());
      }
    }
  }

  private Entry entry(MessageTask task) {
    UUID tenant = task.message().ownership().tenantId();
    return new Entry(
        tenant, tenants.weight(tenant), Target.of(task.message().context().leg().destination()));
  }

  private record Refusal(ConfiguredSource source, SourceGate gate, Admission.Cause cause) {}

  /**
   * It comes again where that is soonest. Only there does it line up: the others' lines would grow
   * by turns that nobody takes. One message at a time, so that not all choose the same line.
   */
  private synchronized Turn.Later later(List<Refusal> refusals, Target target) {
    Refusal soonest =
        Collections.min(refusals, Comparator.comparing(one -> one.gate.until(one.cause, target)));
    ConfiguredSource source = soonest.source;
    String words = "source %s %s".formatted(source.source().code(), soonest.cause.words());
    return switch (soonest.cause) {
      case CAP ->
          new Turn.Later(soonest.gate.lineUp(), "%s (%s)".formatted(words, source.caps()), false);
      case TARGET_BUSY -> new Turn.Later(soonest.gate.lineUp(target), words, false);
      case BUSY, STOPPING ->
          new Turn.Later(soonest.gate.until(soonest.cause, target), words, false);
      case BROKEN, CLOSED, TARGET_CLOSED ->
          new Turn.Later(soonest.gate.until(soonest.cause, target), words, true);
    };
  }

  /**
   * Of those that are open now by weight, rather not the last one again; else of those that work.
   */
  private ConfiguredSource pick(HeldTask held, List<ConfiguredSource> left) {
    if (left.size() == 1) {
      return left.getFirst();
    }
    UUID last = held.task().lastSource();
    List<ConfiguredSource> open =
        left.stream().filter(source -> gates.of(source, held.owner().id()).isOpen()).toList();
    List<ConfiguredSource> others =
        open.stream().filter(source -> !source.source().id().equals(last)).toList();
    List<ConfiguredSource> working =
        left.stream().filter(source -> !gates.of(source, held.owner().id()).isBroken()).toList();
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
