package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import org.jspecify.annotations.Nullable;

/** The right to one call to a source; closing it lets the next message in. */
public final class Passage implements AutoCloseable {
  private final SourceGate gate;
  private final Target target;
  private long begun;
  private boolean called;
  private @Nullable SendResult result;

  Passage(SourceGate gate, Target target) {
    this.gate = gate;
    this.target = target;
  }

  /** The call begins now. */
  public void calls() {
    called = true;
    begun = gate.now();
  }

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
