package dev.herald.server.intake;

import dev.herald.server.intake.allowance.ApplicationCaps;
import dev.herald.server.intake.relay.Relay;
import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.task.Saved;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Saves what was prepared, and settles what it took of its application's rate and quota. */
@Component
class Saving {
  private final Lanes lanes;

  Saving(Lanes lanes) {
    this.lanes = lanes;
  }

  /** Makes submissions durable, all of them or none. */
  @FunctionalInterface
  private interface Way {
    List<Saved> save(List<Prepared.Ready> ready);
  }

  /** In one transaction; one that the database refuses fails alone. */
  List<IntakeResult> save(List<Prepared> prepared) {
    return save(
        prepared,
        ready ->
            lanes.accept(
                ready.stream()
                    .map(each -> new Lanes.Entry(each.lane(), each.submission()))
                    .toList()));
  }

  /** By those who read what passes through a relay. */
  List<IntakeResult> save(List<Prepared> prepared, Relay relay) {
    return save(
        prepared,
        ready ->
            relay.hand(
                ready.stream()
                    .map(each ->
                        new Relay.Handed(each.lane(), each.submission(), each.spending().owed()))
                    .toList()));
  }

  private static List<IntakeResult> save(List<Prepared> prepared, Way way) {
    List<Prepared.Ready> ready = new ArrayList<>(prepared.size());
    for (Prepared each : prepared) {
      if (each instanceof Prepared.Ready fit) {
        ready.add(fit);
      }
    }
    Iterator<IntakeResult> saved =
        ready.isEmpty() ? List.<IntakeResult>of().iterator() : results(ready, way).iterator();
    List<IntakeResult> results = new ArrayList<>(prepared.size());
    for (Prepared each : prepared) {
      results.add(
          switch (each) {
            case Prepared.Over(IntakeResult result) -> result;
            case Prepared.Ready _ -> saved.next();
          });
    }
    return results;
  }

  private static List<IntakeResult> results(List<Prepared.Ready> ready, Way way) {
    List<Saved> saved;
    try {
      saved = way.save(ready);
    } catch (RuntimeException failure) {
      return failed(ready, way, failure);
    }
    List<IntakeResult> results = new ArrayList<>(ready.size());
    for (int i = 0; i < ready.size(); i++) {
      settle(ready.get(i).spending(), saved.get(i));
      results.add(result(saved.get(i)));
    }
    return results;
  }

  private static void settle(ApplicationCaps.Spending spending, Saved saved) {
    switch (saved) {
      case Saved.Replayed _, Saved.KeyReused _ -> spending.giveBack();
      case Saved.Accepted _ -> spending.keep();
    }
  }

  /** Nobody knows whether one was saved that failed alone, so it has spent what it took. */
  private static List<IntakeResult> failed(
      List<Prepared.Ready> ready, Way way, RuntimeException failure) {
    if (ready.size() > 1 && !isOfAll(failure)) {
      return ready.stream().flatMap(each -> results(List.of(each), way).stream()).toList();
    }
    ready.forEach(each -> each.spending().keep());
    return ready.stream().map(_ -> Intake.failed(failure)).toList();
  }

  private static boolean isOfAll(RuntimeException failure) {
    return failure instanceof RequestProblem.Unavailable || DatabaseTrouble.passing(failure);
  }

  static IntakeResult result(Saved saved) {
    return switch (saved) {
      case Saved.Accepted(Saved.Ack ack) -> new IntakeResult.Accepted(ack);
      case Saved.Replayed(Saved.Ack ack) -> new IntakeResult.Repeated(ack);
      case Saved.KeyReused(UUID earlier) ->
          new IntakeResult.Refused(
              new RequestProblem.Conflict(new ProblemReason.KeyUsedOtherwise(earlier.toString())));
    };
  }
}
