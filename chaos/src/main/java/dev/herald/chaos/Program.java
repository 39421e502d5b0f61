package dev.herald.chaos;

import dev.herald.chaos.agent.Disturbance;
import dev.herald.chaos.agent.FailPoint;
import dev.herald.chaos.agent.Mutant;
import dev.herald.chaos.database.Proxy;
import dev.herald.chaos.database.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which faults in which order. */
final class Program {
  private static final long DURING_CALL_MILLIS = 60;

  private Program() {}

  /** What tells most in two minutes. */
  static List<Fault> brief() {
    return List.of(
        new Fault.Calm(),
        new Kill(FailPoint.INTAKE_BEFORE_COMMIT, 0),
        cut(Statement.SAVE, true, 3),
        new Kill(FailPoint.INTAKE_AFTER_COMMIT, 0),
        Fault.Trouble.moods(),
        duringCall(),
        cut(Statement.CLAIM, true, 2),
        new Kill(FailPoint.CALL_AFTER, 0),
        new Fault.DatabaseCrash(),
        new Kill(FailPoint.OUTCOME_BEFORE_COMMIT, 0),
        new Fault.Refuse(FailPoint.OUTCOME_BEFORE_COMMIT, "53100", 6),
        new Kill(FailPoint.OUTCOME_AFTER_COMMIT, 0),
        new Fault.ClockStep(Disturbance.CLOCK_AHEAD),
        new Fault.Freeze(),
        new Fault.Farewell(),
        new Burst(3_000, 3));
  }

  /** Each kind of fault once, with something else between two kills while the dead comes back. */
  static List<Fault> everyKind() {
    List<Fault> between = new ArrayList<>(others());
    List<Fault> faults = new ArrayList<>();
    faults.add(new Fault.Calm());
    for (Fault kill : kills()) {
      faults.add(kill);
      if (!between.isEmpty()) {
        faults.add(between.removeFirst());
      }
    }
    faults.addAll(between);
    faults.add(new Fault.Freeze());
    faults.add(new Fault.Farewell());
    faults.add(new Burst(10_000, 10));
    faults.add(new Fault.Calm());
    return faults;
  }

  private static List<Fault> kills() {
    List<Fault> kills = new ArrayList<>();
    for (FailPoint point : FailPoint.values()) {
      kills.add(new Kill(point, 0));
      if (point == FailPoint.CALL_BEFORE) {
        kills.add(duringCall());
      }
    }
    return kills;
  }

  private static Kill duringCall() {
    return new Kill(FailPoint.CALL_BEFORE, DURING_CALL_MILLIS);
  }

  /** Those that leave every server alive. */
  private static List<Fault> others() {
    return List.of(
        new Fault.DatabaseCrash(),
        cut(Statement.SAVE, true, 3),
        cut(Statement.SAVE, false, 3),
        cut(Statement.CLAIM, true, 2),
        cut(Statement.END, true, 3),
        cut(Statement.START, true, 2),
        Fault.Trouble.moods(),
        Fault.Trouble.expiry(),
        new Fault.Slow(20, 0),
        new Fault.Slow(0, 2_000),
        new Fault.Refuse(FailPoint.OUTCOME_BEFORE_COMMIT, "53100", 6),
        new Fault.Refuse(FailPoint.INTAKE_BEFORE_COMMIT, "55P03", 3),
        new Fault.Hold(true),
        new Fault.Hold(false),
        new Fault.ClockStep(Disturbance.CLOCK_AHEAD),
        new Fault.ClockStep(Disturbance.CLOCK_BEHIND),
        Fault.Trouble.unreachable());
  }

  private static Fault.Cut cut(Statement statement, boolean reached, int times) {
    return new Fault.Cut(new Proxy.Cut(statement.beginning(), reached), times);
  }

  /** The next fault of a long run: kills, crashes and cuts in the proportion that is asked for. */
  static Fault next(Random random) {
    int dice = random.nextInt(100);
    if (dice < 70) {
      return kills().get(random.nextInt(kills().size()));
    }
    if (dice < 78) {
      return new Fault.DatabaseCrash();
    }
    if (dice < 90) {
      List<Statement> statements =
          List.of(Statement.SAVE, Statement.CLAIM, Statement.END, Statement.CHANGE);
      return cut(statements.get(random.nextInt(4)), random.nextBoolean(), 5);
    }
    List<Fault> rest = new ArrayList<>(others());
    rest.add(new Fault.Freeze());
    rest.add(new Fault.Farewell());
    return rest.get(random.nextInt(rest.size()));
  }

  /** In which situation a mutant shows. */
  static List<Fault> trial(Mutant mutant) {
    return switch (mutant.trial()) {
      case CALM -> List.of(new Fault.Calm());
      case MOODS -> List.of(Fault.Trouble.moods());
      case EXPIRY -> List.of(Fault.Trouble.expiry());
      case ZOMBIE -> List.of(new Fault.Freeze(), new Fault.Calm());
      case FAREWELL -> List.of(new Fault.Farewell());
      case KILL_AFTER_INTAKE -> List.of(new Kill(FailPoint.INTAKE_AFTER_COMMIT, 100));
      case KILL_DURING_CALL -> List.of(duringCall());
      case KILL_AFTER_CALL -> List.of(new Kill(FailPoint.CALL_AFTER, 0));
      case CUT_INTAKE -> List.of(cut(Statement.SAVE, true, 12));
      case CUT_CLAIM -> List.of(cut(Statement.CLAIM, true, 4));
      case DATABASE_CRASH -> List.of(new Fault.DatabaseCrash());
    };
  }
}
