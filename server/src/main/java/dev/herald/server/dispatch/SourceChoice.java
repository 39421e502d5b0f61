package dev.herald.server.dispatch;

import dev.herald.server.directory.Tenants;
import dev.herald.server.lane.HeldTask;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Picks the source of an attempt and waits for its turn. */
@Component
class SourceChoice {
  private static final Duration PAUSED_PATIENCE = Duration.ofSeconds(10);

  private final Sources sources;
  private final SourceGates gates;
  private final Tenants tenants;
  private final Duration patience;

  SourceChoice(Sources sources, SourceGates gates, Tenants tenants, DispatchSettings settings) {
    this.sources = sources;
    this.gates = gates;
    this.tenants = tenants;
    this.patience = settings.capPatience();
  }

  Turn next(HeldTask held) throws InterruptedException {
    MessageTask task = held.task();
    var channel = task.message().context().leg().channel();
    List<ConfiguredSource> candidates =
        sources.candidates(task.message().ownership().tenantId(), channel);
    if (candidates.isEmpty()) {
      return new Turn.Nobody("no source serves channel %s for this tenant".formatted(channel));
    }
    List<ConfiguredSource> open = candidates.stream().filter(source -> !source.paused()).toList();
    return open.isEmpty()
        ? new Turn.Later(
            PAUSED_PATIENCE, "every source of channel %s is paused".formatted(channel), true)
        : turn(held, new ArrayList<>(open));
  }

  /** The first that lets it in; only for the last one left does it wait. */
  private Turn turn(HeldTask held, List<ConfiguredSource> left) throws InterruptedException {
    UUID tenant = held.task().message().ownership().tenantId();
    Turn.Later soonest = null;
    while (true) {
      ConfiguredSource source = pick(held, left);
      left.remove(source);
      Duration wait = left.isEmpty() ? patience : Duration.ZERO;
      switch (gates.of(source, held).enter(tenant, tenants.weight(tenant), wait)) {
        case Admission.Through(Passage passage) -> {
          return new Turn.Granted(source, passage);
        }
        case Admission.Away away -> soonest = sooner(soonest, later(source, away));
      }
      if (left.isEmpty()) {
        return Objects.requireNonNull(soonest);
      }
    }
  }

  private static Turn.Later sooner(Turn.@Nullable Later one, Turn.Later other) {
    return one == null || other.after().compareTo(one.after()) < 0 ? other : one;
  }

  private static Turn.Later later(ConfiguredSource source, Admission.Away away) {
    String words = "source %s %s".formatted(source.source().code(), away.cause().words());
    return switch (away.cause()) {
      case CAP -> new Turn.Later(away.after(), "%s (%s)".formatted(words, source.caps()), false);
      case BUSY, STOPPING -> new Turn.Later(away.after(), words, false);
      case BROKEN, CLOSED -> new Turn.Later(away.after(), words, true);
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
        left.stream().filter(source -> gates.of(source, held).isOpen()).toList();
    List<ConfiguredSource> others =
        open.stream().filter(source -> !source.source().id().equals(last)).toList();
    List<ConfiguredSource> working =
        left.stream().filter(source -> !gates.of(source, held).isBroken()).toList();
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
