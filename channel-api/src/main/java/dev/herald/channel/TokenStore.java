package dev.herald.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the tokens that providers give for credentials, so that all processes use the same one and
 * one of them at a time fetches the next.
 *
 * <p>Whoever holds the claim of a key may fetch. It ends by itself, so that a process that dies
 * holds up nobody for long.
 */
public interface TokenStore {

  /**
   * A token.
   *
   * @param value a secret
   * @param endsAt when the provider takes it no longer
   */
  record Token(String value, Instant endsAt) {
    @Override
    public String toString() {
      return "token until " + endsAt;
    }
  }

  /**
   * @param key which credentials it was given for; may be made of secrets, and so is not to be kept
   *     as it is
   */
  Optional<Token> find(String key);

  /**
   * Whether the caller may fetch. If so, nobody else may until {@link #keep}, {@link #release}, or
   * the time has passed.
   */
  boolean claim(String key, Duration within);

  /** Puts the token in the place of any other, and gives up the claim. */
  void keep(String key, Token token);

  /** Gives up the claim. */
  void release(String key);

  /** For one process alone. */
  static TokenStore inMemory() {
    Map<String, Token> tokens = new ConcurrentHashMap<>();
    Map<String, Instant> claims = new ConcurrentHashMap<>();
    return new TokenStore() {
      @Override
      public Optional<Token> find(String key) {
        return Optional.ofNullable(tokens.get(key));
      }

      @Override
      public boolean claim(String key, Duration within) {
        Instant now = Instant.now();
        AtomicBoolean mine = new AtomicBoolean();
        claims.compute(
            key,
            (_, held) -> {
              mine.set(held == null || !held.isAfter(now));
              return mine.get() ? now.plus(within) : held;
            });
        return mine.get();
      }

      @Override
      public void keep(String key, Token token) {
        tokens.put(key, token);
        claims.remove(key);
      }

      @Override
      public void release(String key) {
        claims.remove(key);
      }
    };
  }
}
