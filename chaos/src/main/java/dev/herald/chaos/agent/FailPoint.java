package dev.herald.chaos.agent;

import java.util.Arrays;
import java.util.Locale;

/** A named step of the server's work at which it can be made to die, stop or fail. */
public enum FailPoint {
  INTAKE_BEFORE_COMMIT("task.store.IntakeWriter", "write", "(Ljava/sql/Connection;", Side.EXIT),
  INTAKE_AFTER_COMMIT("task.store.IntakeWriter", "write", "(Ljava/util/List;", Side.EXIT),
  HAND_OVER("lane.Lane", "run", "(", Side.ENTRY),
  CLAIM_BEFORE_COMMIT("task.store.TaskClaims", "read", "(", Side.EXIT),
  CLAIM_AFTER_COMMIT("task.store.TaskClaims", "claim", "(", Side.EXIT),
  MARK_BEFORE_COMMIT("task.store.TaskClaims", "markStarted", "(", Side.EXIT),
  MARK_AFTER_COMMIT("task.store.TaskClaims", "start", "(", Side.EXIT),
  CALL_BEFORE("dispatch.Delivery", "send", "(", Side.ENTRY),
  CALL_AFTER("dispatch.Delivery", "send", "(", Side.EXIT),
  OUTCOME_BEFORE_COMMIT(
      "task.store.SettlementWriter", "write", "(Ljava/sql/Connection;", Side.EXIT),
  OUTCOME_AFTER_COMMIT("task.store.SettlementWriter", "write", "(Ljava/util/List;", Side.EXIT),
  ADOPTION_BEFORE("ownership.OrphanRecovery", "adopt", "(", Side.ENTRY),
  ADOPTION_AFTER("ownership.OrphanRecovery", "adopt", "(", Side.EXIT),
  HEARTBEAT("ownership.ProcessLeases", "beat", "(", Side.EXIT);

  static final String SERVER = "dev.herald.server.";

  private final String type;
  private final String method;
  private final String parameters;
  private final Side side;

  FailPoint(String type, String method, String parameters, Side side) {
    this.type = SERVER + type;
    this.method = method;
    this.parameters = parameters;
    this.side = side;
  }

  enum Side {
    ENTRY,
    EXIT
  }

  /** The name as people write it: {@code call-before}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static FailPoint of(String label) {
    return Arrays.stream(values())
        .filter(point -> point.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no point '" + label + "'"));
  }

  String type() {
    return type;
  }

  Side side() {
    return side;
  }

  boolean isAt(String name, String descriptor) {
    return name.equals(method) && descriptor.startsWith(parameters);
  }
}
