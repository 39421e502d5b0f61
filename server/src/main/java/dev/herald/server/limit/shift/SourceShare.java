package dev.herald.server.limit.shift;

import dev.herald.server.reason.ShiftReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What part of its weight one source gets in this process, by how its latest calls went. It goes
 * down at once and comes up step by step, with room between, so that it does not swing. What it is
 * judged by fades: a source that is called no more is tried again. Kept by the limiter's lock;
 * times are of the limiter's clock.
 */
public final class SourceShare {
  /** Of its weight, in percent, from all to nothing. */
  private static final int[] STEPS = {100, 50, 10, 0};

  private static final int LESS = 1;
  private static final int LITTLE = 2;
  private static final int NOTHING = 3;

  /** So many of the latest calls count, and half as much after each half-life. */
  private static final int LATEST = 50;

  private static final double HALF_LIFE = Duration.ofSeconds(30).toNanos();

  /** Fewer show nothing. */
  private static final int ENOUGH = 10;

  /** Of how many calls the usual time of an answer is. */
  private static final int USUAL_OF = 1_000;

  private static final double[] FAILING = {0, 0.2, 0.5};
  private static final double[] SLOWER = {0, 3, 6};

  /** What is slower than usual by less disturbs nobody. */
  private static final double NOTICED = Duration.ofMillis(250).toNanos();

  /** How far below a limit it must be to come up again. */
  private static final double WELL_BELOW = 0.6;

  private static final long STAYS = Duration.ofSeconds(5).toNanos();
  private static final long TRIED_AFTER = Duration.ofSeconds(30).toNanos();

  private volatile int step;
  private double calls;
  private double failures;
  private double timed;
  private double time;
  private long usualOf;
  private double usual;
  private long fadedAt;
  private long shiftedAt = Long.MIN_VALUE;

  /** Percent of its weight. */
  public int percent() {
    return STEPS[step];
  }

  /**
   * A call ended that tells something of the source.
   *
   * @param took nanoseconds; negative: it tells nothing of the source's pace
   * @param broken whether it is left alone now
   * @return null: nothing changes
   */
  public @Nullable Shift answered(boolean works, long took, boolean broken, long now) {
    fade(now);
    double kept = Math.min(1, (LATEST - 1) / Math.max(1, calls));
    calls = calls * kept + 1;
    failures = failures * kept + (works ? 0 : 1);
    if (took >= 0) {
      double keptTimes = Math.min(1, (LATEST - 1) / Math.max(1, timed));
      timed = timed * keptTimes + 1;
      time = time * keptTimes + took;
      usualOf = Math.min(USUAL_OF, usualOf + 1);
      usual += (took - usual) / usualOf;
    }
    return judged(broken, now);
  }

  /**
   * Time has passed.
   *
   * @return null: nothing changes
   */
  public @Nullable Shift reconsidered(boolean broken, long now) {
    fade(now);
    return judged(broken, now);
  }

  private void fade(long now) {
    if (calls > 0) {
      double kept = Math.pow(0.5, (now - fadedAt) / HALF_LIFE);
      calls *= kept;
      failures *= kept;
      timed *= kept;
      time *= kept;
    }
    fadedAt = now;
  }

  private @Nullable Shift judged(boolean broken, long now) {
    int present = step;
    if (broken) {
      return present == NOTHING ? null : to(NOTHING, new ShiftReason.RestsAfterFailures(), now);
    }
    int worse = calls < ENOUGH ? 0 : worst(1);
    if (worse > present) {
      return to(worse, trouble(worse), now);
    }
    if (present == 0 || now - shiftedAt < STAYS) {
      return null;
    }
    if (present == NOTHING) {
      return to(LITTLE, new ShiftReason.IsTriedAgain(), now);
    }
    if (calls < ENOUGH) {
      return now - shiftedAt < TRIED_AFTER
          ? null
          : to(present - 1, new ShiftReason.IsTriedAgain(), now);
    }
    return worst(WELL_BELOW) < present
        ? to(
            present - 1,
            new ShiftReason.AnswersWellAgain(percentFailing(), millis(averageTime())),
            now)
        : null;
  }

  private Shift to(int next, ShiftReason reason, long now) {
    int before = STEPS[step];
    step = next;
    shiftedAt = now;
    return new Shift(before, STEPS[next], reason);
  }

  private int worst(double factor) {
    return Math.max(failing(factor), slow(factor));
  }

  private int failing(double factor) {
    double rate = failures / calls;
    return rate >= FAILING[LITTLE] * factor ? LITTLE : rate >= FAILING[LESS] * factor ? LESS : 0;
  }

  private int slow(double factor) {
    double average = averageTime();
    if (timed < ENOUGH || average - usual < NOTICED * factor) {
      return 0;
    }
    double slower = average / usual;
    return slower >= SLOWER[LITTLE] * factor ? LITTLE : slower >= SLOWER[LESS] * factor ? LESS : 0;
  }

  private ShiftReason trouble(int worse) {
    return failing(1) == worse
        ? new ShiftReason.FailsOften(percentFailing())
        : new ShiftReason.AnswersSlowly(millis(averageTime()), millis(usual));
  }

  private int percentFailing() {
    return (int) Math.round(100 * failures / calls);
  }

  private double averageTime() {
    return timed < 1 ? 0 : time / timed;
  }

  private static long millis(double nanos) {
    return Math.round(nanos / 1e6);
  }
}
