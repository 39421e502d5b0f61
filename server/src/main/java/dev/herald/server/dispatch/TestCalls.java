package dev.herald.server.dispatch;

import dev.herald.channel.RateCap;
import dev.herald.server.lane.Lanes;
import dev.herald.server.limit.SourceLimiter;
import dev.herald.server.limit.SourceLimiters;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.TestPermits;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Has test sends take permits of the caps that messages go by. Nothing else holds them back: a
 * source that fails is tried out first of all.
 */
@Component
class TestCalls implements TestPermits {
  private final SourceLimiters limiters;
  private final Lanes lanes;

  TestCalls(SourceLimiters limiters, Lanes lanes) {
    this.limiters = limiters;
    this.lanes = lanes;
  }

  @Override
  public Permit take(ConfiguredSource source) {
    SourceLimiter limiter = limiters.of(source, lanes.lease().id());
    Duration wait = limiter.takePermit();
    if (!wait.isZero()) {
      throw new RequestProblem.TooMany(
          "source '%s' is at its rate cap (%s), which a test counts against as well"
              .formatted(
                  source.source().code(),
                  source.caps().stream().map(RateCap::toString).collect(Collectors.joining(", "))),
          wait);
    }
    return limiter::permitUsed;
  }
}
