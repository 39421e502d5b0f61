package dev.herald.server.dispatch;

import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Picks the source of an attempt and waits for its turn. */
@Component
class SourceChoice {
  private final Sources sources;
  private final DispatchSettings settings;
  private final Map<UUID, SourceGate> gates = new ConcurrentHashMap<>();

  SourceChoice(Sources sources, DispatchSettings settings) {
    this.sources = sources;
    this.settings = settings;
  }

  Turn next(MessageTask task) throws InterruptedException {
    var channel = task.message().context().leg().channel();
    List<ConfiguredSource> candidates =
        sources.candidates(task.message().ownership().tenantId(), channel);
    if (candidates.isEmpty()) {
      return new Turn.Nobody("no source serves channel %s for this tenant".formatted(channel));
    }
    List<ConfiguredSource> open = candidates.stream().filter(source -> !source.paused()).toList();
    if (open.isEmpty()) {
      return new Turn.Held(candidates);
    }
    return turn(new ArrayList<>(open), task.lastSource());
  }

  /** The one that is free first; among those free now by weight, rather not the last one again. */
  private ConfiguredSource pick(List<ConfiguredSource> open, @Nullable UUID last) {
    if (open.size() == 1) {
      return open.getFirst();
    }
    long now = System.nanoTime();
    List<ConfiguredSource> free =
        open.stream().filter(source -> gate(source).earliest(now) == now).toList();
    if (free.isEmpty()) {
      return open.stream()
          .min(Comparator.comparingLong(source -> gate(source).earliest(now)))
          .orElseThrow();
    }
    List<ConfiguredSource> others =
        free.stream().filter(source -> !source.source().id().equals(last)).toList();
    return byWeight(others.isEmpty() ? free : others);
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

  /** Of the first that has one; a source that filled up meanwhile is passed over. */
  private Turn turn(List<ConfiguredSource> left, @Nullable UUID last) throws InterruptedException {
    while (true) {
      ConfiguredSource source = pick(left, last);
      Turn turn = turn(source);
      left.remove(source);
      if (turn instanceof Turn.Granted || left.isEmpty()) {
        return turn instanceof Turn.Later later ? linedUp(source, later) : turn;
      }
    }
  }

  private Turn turn(ConfiguredSource source) throws InterruptedException {
    SourceGate gate = gate(source);
    if (!gate.enter(settings.capPatience())) {
      return new Turn.Later(
          settings.capPatience(),
          "source %s has all its calls under way".formatted(source.source().code()));
    }
    long now = System.nanoTime();
    switch (gate.reserve(now, settings.capPatience())) {
      case SourceGate.Slot.At(long at) -> {
        if (at > now) {
          Thread.sleep(Duration.ofNanos(at - now));
        }
        return new Turn.Granted(source, gate);
      }
      case SourceGate.Slot.NotBefore(long at) -> {
        gate.leave();
        return new Turn.Later(
            Duration.ofNanos(at - now),
            "source %s is at its rate cap (%s)".formatted(source.source().code(), source.caps()));
      }
    }
  }

  private Turn linedUp(ConfiguredSource source, Turn.Later later) {
    long now = System.nanoTime();
    Duration after = Duration.ofNanos(gate(source).lineUp(now) - now);
    return after.compareTo(later.after()) > 0 ? new Turn.Later(after, later.reason()) : later;
  }

  private SourceGate gate(ConfiguredSource source) {
    UUID id = source.source().id();
    SourceGate gate = gates.get(id);
    return gate != null && gate.keeps(source)
        ? gate
        : gates.compute(
            id,
            (key, present) ->
                present != null && present.keeps(source)
                    ? present
                    : new SourceGate(source, settings.callsPerSource()));
  }
}
