package dev.herald.server.source;

import dev.herald.server.platform.problem.RequestProblem;

/** The rate caps of sources, which a test send keeps to as messages do. */
public interface TestPermits {

  /** The right to one call; to be closed when it is over. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @throws RequestProblem.TooMany when the source is at its cap
   */
  Permit take(ConfiguredSource source);
}
