package dev.herald.chaos;

import dev.herald.chaos.agent.FailPoint;
import java.time.Duration;
import java.util.Random;

/** A server is killed at a step; another one has its work to finish. */
record Kill(FailPoint point, long afterMillis) implements Fault {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "kill at " + point.label() + (afterMillis > 0 ? " and " + afterMillis + " ms" : "");
  }

  @Override
  public boolean needsBoth() {
    return true;
  }

  @Override
  public void strike(Cluster cluster, Random random) {
    Server victim = cluster.any(random);
    if (isAdoption()) {
      cluster.other(victim).kill();
      Until.pause(Cluster.LEASE.toMillis() - 200);
    }
    victim.arm(
        point, afterMillis > 0 ? "kill-in:" + afterMillis : "kill", 1 + random.nextInt(passes()));
    if (!victim.dies(PATIENCE)) {
      victim.kill();
    }
  }

  @Override
  public int victims() {
    return isAdoption() ? 2 : 1;
  }

  private boolean isAdoption() {
    return point == FailPoint.ADOPTION_BEFORE || point == FailPoint.ADOPTION_AFTER;
  }

  /** How often the step is passed for sure. */
  private int passes() {
    return switch (point) {
      case CALL_BEFORE, CALL_AFTER, HAND_OVER -> 8;
      default -> 2;
    };
  }
}
