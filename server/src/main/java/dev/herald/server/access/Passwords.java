package dev.herald.server.access;

import dev.herald.server.platform.RequestProblem;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
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

  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final int LANES = 1;
  private static final int MEMORY = 19_456;
  private static final int PASSES = 2;

  /** UTF-16 units; composing characters takes longer than the length of what is typed. */
  private static final int LONGEST = 2 * PasswordRules.LONGEST;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT, HASH, LANES, MEMORY, PASSES);
  private final Semaphore room = new Semaphore(AT_ONCE);

  /** Nobody's, and of no password: an unknown name takes as long as a known one. */
  final String decoy =
      "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(MEMORY, PASSES, LANES, random(SALT), random(HASH));

  String hash(String password) {
    return inTurn(() -> argon2.encode(normalized(password)));
  }

  /**
   * @param hash null: nothing matches, which takes just as long to find out
   */
  boolean matches(String password, @Nullable String hash) {
    boolean tooLong = password.length() > LONGEST;
    String typed = normalized(tooLong ? password.substring(0, LONGEST) : password);
    boolean matched = inTurn(() -> argon2.matches(typed, hash == null ? decoy : hash));
    return matched && hash != null && !tooLong;
  }

  private static String random(int bytes) {
    byte[] chosen = new byte[bytes];
    new SecureRandom().nextBytes(chosen);
    return Base64.getEncoder().withoutPadding().encodeToString(chosen);
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
