package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import org.jspecify.annotations.Nullable;

/** The right to one call to a source; closing it lets the next message in. */
public final class CallPermit implements AutoCloseable {
  private final SourceLimiter limiter;
  private final Target target;
  private long begun;
  private boolean called;
  private @Nullable SendResult result;

  CallPermit(SourceLimiter limiter, Target target) {
    this.limiter = limiter;
    this.target = target;
  }

  /** The call begins now. */
  public void calls() {
    called = true;
    begun = limiter.now();
  }

  public void answered(SendResult answer) {
    result = answer;
  }

  @Override
  public void close() {
    if (called) {
      limiter.ended(target, begun, result);
    } else {
      limiter.unused(target);
    }
  }
}
