package dev.herald.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stores the tokens that providers issue for credentials, so that all processes share one and only
 * one process at a time fetches the next.
 *
 * <p>The holder of a key's claim may fetch. A claim expires, so that a crashed process does not
 * block others for long.
 */
public interface TokenStore {

  /**
   * A token.
   *
   * @param value a secret
   * @param endsAt when the provider no longer accepts it
   */
  record Token(String value, Instant endsAt) {
    @Override
    public String toString() {
      return "token until " + endsAt;
    }
  }

  /**
   * @param key the credentials it was issued for; may contain secrets, so it must not be stored as
   *     it is
   */
  Optional<Token> find(String key);

  /**
   * Whether the caller may fetch. If so, nobody else may until {@link #keep}, {@link #release}, or
   * the claim expires.
   */
  boolean claim(String key, Duration within);

  /** Replaces any other token, and releases the claim. */
  void keep(String key, Token token);

  /** Releases the claim. */
  void release(String key);

  /** For one process only. */
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
