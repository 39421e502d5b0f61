package dev.herald.server.access;

import dev.herald.server.platform.RequestProblem;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id: 19 MiB, two passes, one lane, as OWASP recommends. Only a few at
 * once, or a flood of sign-ins would take all memory.
 */
@Component
class Passwords {
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final Semaphore room = new Semaphore(AT_ONCE);

  /** Nobody's: an unknown name takes as long as a known one. */
  private final String decoy = argon2.encode("nobody's");

  String hash(String password) {
    return inTurn(() -> argon2.encode(normalized(password)));
  }

  /**
   * @param hash null: nothing matches, which takes just as long to find out
   */
  boolean matches(String password, @Nullable String hash) {
    boolean matched =
        inTurn(() -> argon2.matches(normalized(password), hash == null ? decoy : hash));
    return matched && hash != null;
  }

  /** Keyboards differ in how they compose a character. */
  private static String normalized(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RequestProblem.Unavailable("too many are signing in at once", PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RequestProblem.Unavailable("the server is stopping", PATIENCE);
    }
    try {
      return work.get();
    } finally {
      room.release();
    }
  }
}
