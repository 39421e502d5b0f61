package dev.herald.server.application;

import dev.herald.server.authorization.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells who calls by what they show. */
@Component
public final class Callers {
  private static final String BEARER = "Bearer ";

  private final ApiKeys keys;
  private final RecipientTokens tokens;

  Callers(ApiKeys keys, RecipientTokens tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  /**
   * @param authorization the header of that name; null when there is none
   * @return empty unless it holds a bearer key that is alive
   */
  public Optional<Caller> byHeader(@Nullable String authorization) {
    return bearer(authorization).flatMap(this::byKey);
  }

  /** What a header holds in the place of a key. */
  public static Optional<String> bearer(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    return Optional.of(authorization.substring(BEARER.length()).strip());
  }

  public Optional<Caller> byKey(String text) {
    return RecipientTokens.isOne(text) ? tokens.read(text) : ApiKey.parse(text).flatMap(keys::use);
  }
}
