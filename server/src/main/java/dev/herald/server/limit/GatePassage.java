package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import org.jspecify.annotations.Nullable;

/** The right to one call to a source, given by its gate. */
final class GatePassage implements Passage {
  private final SourceGate gate;
  private final Target target;
  private long begun;
  private boolean called;
  private @Nullable SendResult result;

  GatePassage(SourceGate gate, Target target) {
    this.gate = gate;
    this.target = target;
  }

  @Override
  public void calls() {
    called = true;
    begun = gate.now();
  }

  @Override
  public void answered(SendResult answer) {
    result = answer;
  }

  @Override
  public void close() {
    if (called) {
      gate.ended(target, begun, result);
    } else {
      gate.unused(target);
    }
  }
}
