package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import org.jspecify.annotations.Nullable;

/** The right to one call to a source, given by its limiter. */
final class SourcePermit implements CallPermit {
  private final SourceLimiter limiter;
  private final Target target;
  private long begun;
  private boolean called;
  private @Nullable SendResult result;

  SourcePermit(SourceLimiter limiter, Target target) {
    this.limiter = limiter;
    this.target = target;
  }

  @Override
  public void calls() {
    called = true;
    begun = limiter.now();
  }

  @Override
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
