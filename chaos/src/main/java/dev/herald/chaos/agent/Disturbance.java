package dev.herald.chaos.agent;

import java.util.List;
import java.util.stream.Stream;

/** What may befall a process that is no bug of its own. */
public enum Disturbance {
  CLOCK_AHEAD("anHourAhead"),
  CLOCK_BEHIND("anHourBehind");

  private final List<Edit> edits;

  Disturbance(String clock) {
    this.edits =
        Stream.of("handle", "attempt", "delivered")
            .<Edit>map(method ->
                new Edit.Instead(
                    FailPoint.SERVER + "dispatch.Dispatcher", method, "instant", clock))
            .toList();
  }

  static Disturbance of(String name) {
    return valueOf(name);
  }

  List<Edit> edits() {
    return edits;
  }
}
