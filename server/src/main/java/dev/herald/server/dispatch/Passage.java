package dev.herald.server.dispatch;

import dev.herald.channel.SendResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The right to one call to a source; closing it lets the next message in. */
final class Passage implements AutoCloseable {
  private final SourceGate gate;
  private long begun;
  private boolean called;
  private @Nullable SendResult result;

  Passage(SourceGate gate) {
    this.gate = gate;
  }

  /** The call begins now. */
  void calls() {
    called = true;
    begun = System.nanoTime();
  }

  void answered(SendResult answer) {
    result = answer;
  }

  /** Lets no other message through for a while. */
  void closeSource(Duration time) {
    gate.close(time);
  }

  @Override
  public void close() {
    if (called) {
      gate.ended(begun, result);
    } else {
      gate.unused();
    }
  }
}
