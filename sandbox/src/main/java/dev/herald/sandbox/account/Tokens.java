package dev.herald.sandbox.account;

import dev.herald.sandbox.outbox.SignatureCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The tokens that one provider gave out. A token that it never gave out is unknown to it, unless it
 * is registered as an account or named {@code sandbox-…}.
 */
public final class Tokens {
  private static final int KEPT = 10_000;

  private final Accounts accounts;
  private final InstantSource clock;
  private final Kind kind;
  private final Map<String, Token> newest = new HashMap<>();
  private final Map<String, Token> issued =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Token> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param prefix what the provider's tokens start with
   * @param renewal from how much life left on a new token is given out; the earlier one stays good
   */
  public record Kind(String provider, String prefix, Duration life, Duration renewal) {}

  private record Token(String value, String account, long expires, long revocation) {}

  /**
   * @param seconds of life that are left
   */
  public record Issued(String value, long seconds, long expiresMillis) {}

  public Tokens(Accounts accounts, InstantSource clock, Kind kind) {
    this.accounts = accounts;
    this.clock = clock;
    this.kind = kind;
  }

  /** The account's token, which is a new one only when the last is near its end. */
  public synchronized Issued issue(String account) {
    Token last = newest.get(account);
    Token good =
        last != null && check(last) == SignatureCheck.VERIFIED && left(last) > renewal()
            ? last
            : fresh(account);
    return new Issued(good.value(), left(good) / 1_000, good.expires());
  }

  /** As {@link #issue}; asking again gives the same token its whole life anew. */
  public synchronized Issued prolong(String account) {
    Token last = newest.get(account);
    if (last != null && check(last) == SignatureCheck.VERIFIED) {
      keep(new Token(last.value(), account, end(), last.revocation()));
    }
    return issue(account);
  }

  /** A new token, with which the account's last one ends. */
  public synchronized Issued replace(String account) {
    Token last = newest.remove(account);
    if (last != null) {
      issued.remove(last.value());
    }
    return issue(account);
  }

  private Token fresh(String account) {
    String value = kind.prefix() + UUID.randomUUID().toString().replace("-", "");
    return keep(new Token(value, account, end(), accounts.revocations(kind.provider())));
  }

  private Token keep(Token token) {
    newest.put(token.account(), token);
    issued.put(token.value(), token);
    return token;
  }

  private long end() {
    return clock.millis() + kind.life().toMillis();
  }

  private long left(Token token) {
    return token.expires() - clock.millis();
  }

  private long renewal() {
    return kind.renewal().toMillis();
  }

  /** Stale when it has ended, wrong when it was revoked or never given out. */
  public synchronized SignatureCheck check(String value) {
    Token token = issued.get(value);
    if (token != null) {
      return check(token);
    }
    return value.isEmpty()
        ? SignatureCheck.MISSING
        : accounts.secrets(kind.provider(), value).isEmpty()
            ? SignatureCheck.WRONG
            : SignatureCheck.VERIFIED;
  }

  private SignatureCheck check(Token token) {
    if (token.revocation() != accounts.revocations(kind.provider())) {
      return SignatureCheck.WRONG;
    }
    return left(token) > 0 ? SignatureCheck.VERIFIED : SignatureCheck.STALE;
  }

  /** Whose token it is; empty when nobody knows. */
  public synchronized String owner(String value) {
    Token token = issued.get(value);
    return token == null ? "" : token.account();
  }
}
