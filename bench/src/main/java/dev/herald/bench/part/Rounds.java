package dev.herald.bench.part;

import dev.herald.bench.process.Cost;
import dev.herald.bench.process.ProcessTree;
import dev.herald.bench.profile.Profile;
import dev.herald.bench.profile.Recorder;
import dev.herald.bench.report.Figure;
import dev.herald.bench.report.Section;
import dev.herald.bench.report.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a measurement: first until it is steady, then as often as it is to count. */
final class Rounds {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final int COMPARED = 3;
  private static final double STEADY = 0.08;

  private final Effort effort;
  private final Recorder recorder;
  private final List<Section> profiles = new ArrayList<>();

  /**
   * @param profiled the JVM that is looked into, when a profile is asked for
   */
  Rounds(Stage stage, ProcessTree profiled) {
    this.effort = stage.effort();
    this.recorder = new Recorder(profiled.pid(), stage.bench().logs());
  }

  /** What one round measured. */
  interface Round {
    double perSecond();

    Cost cost();
  }

  /**
   * @param round run again and again in the same processes
   */
  Figure measure(String name, Supplier<? extends Round> round) {
    return figure(name, repeat(name, round));
  }

  static Figure figure(String name, List<? extends Round> rounds) {
    return new Figure(
        name,
        "msg/s",
        Spread.of(rounds.stream().map(Round::perSecond).toList()),
        Cost.mean(rounds.stream().map(Round::cost).toList()));
  }

  /** The rounds that count, after those that warmed up. */
  <R extends Round> List<R> repeat(String name, Supplier<R> round) {
    warmUp(name, round);
    List<R> rounds = new ArrayList<>();
    for (int i = 0; i < effort.rounds(); i++) {
      rounds.add(one(name, round));
    }
    if (effort.profile()) {
      profile(name, round);
    }
    return rounds;
  }

  /** The rounds that count of several in turn, by name, after each of them warmed up. */
  Turns inTurn(Map<String, Supplier<? extends Round>> ways) {
    ways.forEach(this::warmUp);
    Map<String, List<Round>> rounds = new LinkedHashMap<>();
    for (int i = 0; i < effort.rounds(); i++) {
      ways.forEach((name, way) ->
          rounds
              .computeIfAbsent(name, _ -> new ArrayList<>())
              .add(this.<Round>one(name, way::get)));
    }
    return new Turns(rounds);
  }

  /** One that counts, for those that take turns with others. */
  <R extends Round> R one(String name, Supplier<R> round) {
    R measured = round.get();
    log.info("{}: {} a second", name, Math.round(measured.perSecond()));
    return measured;
  }

  void profile(String name, Supplier<? extends Round> round) {
    show(
        name,
        recorder.during(
            () -> log.info("{}: profiled at {} a second", name, round.get().perSecond())));
  }

  void warmUp(String name, Supplier<? extends Round> round) {
    List<Double> rates = new ArrayList<>();
    while (rates.size() < effort.warmUpsAtMost() && !isSteady(rates)) {
      rates.add(round.get().perSecond());
      log.info("{}: warming up, {} a second", name, Math.round(rates.getLast()));
    }
  }

  static boolean isSteady(List<Double> rates) {
    return rates.size() >= COMPARED
        && Spread.of(rates.subList(rates.size() - COMPARED, rates.size())).width() <= STEADY;
  }

  private void show(String name, Profile profile) {
    profiles.add(
        new Section(
            "CPU samples of Java threads: " + name,
            List.of("module", "part", "mostly in"),
            profile.moduleRows()));
    profiles.add(
        new Section(
            "CPU time of threads: " + name,
            List.of("threads", "part", "seconds"),
            profile.threadRows()));
  }

  /** What profiles showed so far. */
  List<Section> profiles() {
    return List.copyOf(profiles);
  }
}
