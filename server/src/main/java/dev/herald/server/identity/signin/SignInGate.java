package dev.herald.server.identity.signin;

import dev.herald.server.platform.problem.RequestProblem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets a few sign-ins on at a time, in the order in which they came, before any of them asks the
 * database for anything. They take half of the connections of {@code herald.connections.people} at
 * most, so that neither readers nor submissions wait for sign-ins. Whatever shows a password or a
 * code goes through it, and never through it twice at once.
 */
@Component
class SignInGate {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore permits;
  private final Duration patience;

  @Autowired
  SignInGate(@Value("${herald.connections.people}") int connections) {
    this(connections, PATIENCE);
  }

  SignInGate(int connections, Duration patience) {
    this.permits = new Semaphore(Math.max(1, connections / 2), true);
    this.patience = patience;
  }

  /**
   * @throws RequestProblem.Unavailable when others take too long
   */
  <T> T through(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private void enter() {
    try {
      if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RequestProblem.Unavailable("too many are signing in at once", PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RequestProblem.Unavailable("the server is stopping", PATIENCE);
    }
  }

  /** How many wait now. */
  int waiting() {
    return permits.getQueueLength();
  }
}
