package dev.herald.server.limit;

import dev.herald.channel.SendResult;
import org.jspecify.annotations.Nullable;

/** The right to one call to a source, given by its limiter. */
final class SourcePermit implements CallPermit {
  private final SourceLimiter limiter;
  private final Target target;
  private long begun;
  private boolean called;
  private int more;
  private @Nullable SendResult result;

  SourcePermit(SourceLimiter limiter, Target target) {
    this.limiter = limiter;
    this.target = target;
  }

  @Override
  public int more(int messages) {
    more = limiter.takeMore(messages);
    return more;
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
    if (more > 0) {
      limiter.moreOver(more, called);
    }
    if (called) {
      limiter.ended(target, begun, result);
    } else {
      limiter.unused(target);
    }
  }
}
