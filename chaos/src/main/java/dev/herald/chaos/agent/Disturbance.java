package dev.herald.chaos.agent;

import java.util.List;

/** What may befall a process that is no bug of its own. */
public enum Disturbance {
  CLOCK_AHEAD("anHourAhead"),
  CLOCK_BEHIND("anHourBehind");

  private final List<Edit> edits;

  Disturbance(String clock) {
    this.edits =
        List.of(
            new Edit.Instead(FailPoint.SERVER + "dispatch.Dispatcher", "handle", "instant", clock),
            new Edit.Instead(
                FailPoint.SERVER + "dispatch.Dispatcher", "isExpired", "instant", clock));
  }

  static Disturbance of(String name) {
    return valueOf(name);
  }

  List<Edit> edits() {
    return edits;
  }
}
