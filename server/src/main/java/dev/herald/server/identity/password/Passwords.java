package dev.herald.server.identity.password;

import dev.herald.server.platform.problem.RequestProblem;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id: 19 MiB, two passes, one lane, as OWASP recommends. Threads of its
 * own do it, for as many as half of the processors: on those that carry requests, hashing would
 * hold up whoever has a connection, and a flood of sign-ins would take all memory.
 */
@Component
public class Passwords implements AutoCloseable {
  private static final int MOST = 4;
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final int LANES = 1;
  private static final int MEMORY = 19_456;
  private static final int PASSES = 2;

  /** UTF-16 units; composing characters takes longer than the length of what is typed. */
  private static final int LONGEST = 2 * PasswordRules.LONGEST;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT, HASH, LANES, MEMORY, PASSES);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST),
          Thread.ofPlatform().name("passwords-", 0).daemon().factory());

  /** Nobody's, and of no password: an unknown name takes as long as a known one. */
  final String decoy =
      "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(MEMORY, PASSES, LANES, random(SALT), random(HASH));

  public String hash(String password) {
    return aside(() -> argon2.encode(normalized(password)));
  }

  /**
   * @param hash null: nothing matches, which takes just as long to find out
   */
  public boolean matches(String password, @Nullable String hash) {
    boolean tooLong = password.length() > LONGEST;
    String typed = normalized(tooLong ? password.substring(0, LONGEST) : password);
    boolean matched = aside(() -> argon2.matches(typed, hash == null ? decoy : hash));
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

  private <T> T aside(Callable<T> work) {
    Future<T> hashed = threads.submit(work);
    try {
      return hashed.get();
    } catch (InterruptedException _) {
      hashed.cancel(false);
      Thread.currentThread().interrupt();
      throw new RequestProblem.Unavailable("the server is stopping", COME_BACK);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a password could not be hashed", failure.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
